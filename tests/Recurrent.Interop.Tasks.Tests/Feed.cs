using Recurrent.Layers;
using Recurrent.Tensors;

namespace Recurrent.Interop.Tasks.Tests;

/// <summary>Inputs of exported models.</summary>
internal static class Feed
{
    private const string Initial = "initial_";
    private const string Final = "final_";

    /// <summary>Numbers of texts, <c>[T, B]</c>, filled up, with their lengths.</summary>
    public static Dictionary<string, OnnxArray> Tokens(IReadOnlyList<int[]> texts, int padding)
    {
        var time = Math.Max(1, texts.Max(static text => text.Length));
        var numbers = new long[time * texts.Count];
        Array.Fill(numbers, padding);
        for (var row = 0; row < texts.Count; row++)
            for (var step = 0; step < texts[row].Length; step++) numbers[(step * texts.Count) + row] = texts[row][step];
        return new Dictionary<string, OnnxArray>
        {
            ["tokens"] = OnnxArray.Of(numbers, time, texts.Count),
            ["lengths"] = OnnxArray.Of(texts.Select(static text => text.Length).ToArray(), texts.Count),
        };
    }

    /// <summary>Adds what a stream starts with: 0, or NaN for what says that there is nothing before.</summary>
    public static Dictionary<string, OnnxArray> WithStart(this Dictionary<string, OnnxArray> inputs, ExportedModel model, int batch)
    {
        foreach (var input in model.Inputs.Where(static one => one.Name.StartsWith(Initial, StringComparison.Ordinal)))
        {
            int[] shape = [.. input.Shape.Select(axis => axis == "batch" ? batch : int.TryParse(axis, out var size) ? size : 0)];
            var count = shape.Aggregate(1, static (all, axis) => all * axis);
            if (input.Type == "float64")
            {
                var values = new double[count];
                if (input.Meaning.Contains("NaN at the start", StringComparison.Ordinal)) Array.Fill(values, double.NaN);
                inputs[input.Name] = OnnxArray.Of(values, shape);
            }
            else
            {
                inputs[input.Name] = OnnxArray.Of(new float[count], shape);
            }
        }
        return inputs;
    }

    /// <summary>Adds the state that a run ended with.</summary>
    public static Dictionary<string, OnnxArray> With(this Dictionary<string, OnnxArray> inputs, IReadOnlyDictionary<string, OnnxArray> last)
    {
        foreach (var (name, value) in last.Where(static one => one.Key.StartsWith(Final, StringComparison.Ordinal))) inputs[Initial + name[Final.Length..]] = value;
        return inputs;
    }

    /// <summary>Moves all weights, so that those which begin at 0 and hardly learn in a short training count as well.</summary>
    public static void Shake(Module network)
    {
        var random = new Random(5);
        foreach (var parameter in network.Parameters().Select(static named => named.Parameter).Distinct())
            foreach (ref var value in parameter.BeginUpdate()) value += (float)(0.4 * (random.NextDouble() - 0.5));
    }

    /// <summary>Compares, relatively for large numbers.</summary>
    public static void Near(IEnumerable<double> expected, IEnumerable<double> actual, double tolerance = 1e-5)
    {
        double[] ours = [.. expected], theirs = [.. actual];
        Assert.Equal(ours.Length, theirs.Length);
        for (var index = 0; index < ours.Length; index++)
            Assert.True(Math.Abs(ours[index] - theirs[index]) <= tolerance * Math.Max(1, Math.Abs(ours[index])), $"At {index}: ours {ours[index]}, ONNX Runtime {theirs[index]}.");
    }

    public static void Near(Tensor expected, OnnxArray actual, double tolerance = 1e-5) =>
        Near(expected.Values.ToArray().Select(static value => (double)value), actual.Floats.Select(static value => (double)value), tolerance);
}
