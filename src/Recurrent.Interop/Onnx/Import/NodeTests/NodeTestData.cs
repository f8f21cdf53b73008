using Recurrent.Interop.Onnx.Import.Values;
using Recurrent.Interop.Onnx.Messages;
using Recurrent.Tensors.Storage;

namespace Recurrent.Interop.Onnx.Import.NodeTests;

/// <summary>One set of inputs and expected outputs.</summary>
/// <param name="model">The model they are for.</param>
/// <param name="folder">Where they are.</param>
internal sealed class NodeTestData(OnnxModel model, string folder)
{
    /// <summary>The suite's own bounds for what differs: |actual − expected| ≤ absolute + relative · |expected|.</summary>
    private const double RelativeTolerance = 1e-3, AbsoluteTolerance = 1e-7;
    private const int SequenceTensorsField = 3;

    /// <summary>Runs the model and compares.</summary>
    /// <returns>What is wrong; null for nothing.</returns>
    public string? ProblemOf(CancellationToken cancellation)
    {
        List<ValueInfoProto> inputs = model.Proto.Graph!.Inputs;
        var given = new Dictionary<string, OnnxData>(StringComparer.Ordinal);
        for (int index = 0; index < inputs.Count && File.Exists(PathOf("input", index)); index++)
        {
            given[inputs[index].Name] = Read(PathOf("input", index), inputs[index].IsNoTensor);
        }

        IReadOnlyDictionary<string, OnnxData> outputs = model.Run(given, cancellation: cancellation);
        for (int index = 0; index < model.Outputs.Count; index++)
        {
            OnnxData actual = outputs[model.Outputs[index].Name];
            if (!File.Exists(PathOf("output", index)))
            {
                return $"{Path.GetFileName(folder)} has no output_{index}.pb";
            }

            if (Difference(Read(PathOf("output", index), actual.Items is not null), actual) is { } problem)
            {
                return $"output {index} '{model.Outputs[index].Name}' of {Path.GetFileName(folder)} {problem}";
            }
        }

        return null;
    }

    /// <summary>A tensor of a file, or a list of them.</summary>
    /// <exception cref="StorageFormatException">The file is damaged or of a type that is not read.</exception>
    public static OnnxData Read(string path, bool isList = false)
    {
        try
        {
            return isList ? ReadList(path) : TensorReader.Read(OnnxFile.ReadTensor(path));
        }
        catch (OperatorException problem)
        {
            throw new StorageFormatException(path, "tensor", $"{problem.Message}.", problem);
        }
    }

    private static OnnxData ReadList(string path)
    {
        var reader = OnnxFile.Open(path, "sequence");
        var items = new List<OnnxData>();
        while (reader.Next())
        {
            if (reader.Field == SequenceTensorsField)
            {
                items.Add(TensorReader.Read(TensorProto.Read(reader.Message("tensor_values"))));
            }
            else
            {
                reader.Skip();
            }
        }

        return new OnnxData(items);
    }

    private static string? Difference(OnnxData expected, OnnxData actual)
    {
        if (expected.ToString() != actual.ToString())
        {
            return $"is {actual}, expected {expected}";
        }

        if (expected.Items is { } items)
        {
            return items.Zip(actual.Items!, Difference).FirstOrDefault(problem => problem is not null);
        }

        if (expected.Strings is { } texts)
        {
            return texts.SequenceEqual(actual.Strings!) ? null : "has other texts";
        }

        return ElementTypes.IsFloating(expected.ElementType)
            ? Difference(Numbers.Doubles(expected), Numbers.Doubles(actual))
            : expected.Bytes.Span.SequenceEqual(actual.Bytes.Span) ? null : $"has other numbers than {string.Join(", ", Numbers.Integers(expected).Take(8))}: {string.Join(", ", Numbers.Integers(actual).Take(8))}";
    }

    private static string? Difference(double[] expected, double[] actual)
    {
        for (int index = 0; index < expected.Length; index++)
        {
            bool fits = expected[index].Equals(actual[index]) || Math.Abs(actual[index] - expected[index]) <= AbsoluteTolerance + (RelativeTolerance * Math.Abs(expected[index]));
            if (!fits)
            {
                return $"has {actual[index]:R} at element {index}, expected {expected[index]:R}";
            }
        }

        return null;
    }

    private string PathOf(string kind, int index) => Path.Combine(folder, $"{kind}_{index}.pb");
}
