using System.Globalization;
using Recurrent.Interop.Onnx.Import.Operators.Recurrent;
using Recurrent.Interop.Onnx.Import.Running;
using Recurrent.Interop.Onnx.Import.Values;
using Recurrent.Interop.Weights;
using Recurrent.Tensors;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Interop.Onnx.Import.Conversion;

/// <summary>Recurrent nodes as layers of this library.</summary>
internal static class RecurrentLayers
{
    private const int WeightInput = 1, RecurrentInput = 2, BiasInput = 3, PeepholeInput = 7;

    /// <summary>A node as one layer.</summary>
    /// <exception cref="OperatorException">Its weights are no constants, or it has activations, a clip, peepholes or a direction that the layers here have not.</exception>
    public static RecognizedLayer Of(CompiledNode node, RecurrentKind kind, OnnxModel model, GraphLinks links)
    {
        OnnxData weights = links.ConstantOf(node, WeightInput) ?? throw new OperatorException("its weights are no constants");
        OnnxData recurrent = links.ConstantOf(node, RecurrentInput) ?? throw new OperatorException("its weights are no constants");
        bool hasBias = node.Proto.Inputs.ElementAtOrDefault(BiasInput) is { Length: > 0 };
        OnnxData? bias = hasBias ? links.ConstantOf(node, BiasInput) ?? throw new OperatorException("its biases are no constants") : null;
        OnnxData? peepholes = node.Proto.Inputs.ElementAtOrDefault(PeepholeInput) is { Length: > 0 } ? links.ConstantOf(node, PeepholeInput) ?? throw new OperatorException("its peepholes are no constants") : null;
        int features = weights.Rank == 3 ? weights.Axes[2] : throw new OperatorException($"W is {weights}, expected three axes");
        // A step of zeros stands for the input, so that all of the node's checks are made.
        OnnxData input = Numbers.Allocate(weights.ElementType, [1, 1, features]);
        var run = new ModelRun(model.File, new OnnxRunOptions(), CancellationToken.None);
        var call = new OperatorCall(run, node, new Frame(model.Graph, null, 0), [input, weights, recurrent, bias, null, null, null, peepholes]);
        var read = RecurrentNode.Read(call, kind);
        return read.IsFused && read.IsReverse is [false] or [false, true]
            ? Layer(node, read)
            : throw new OperatorException("it has a type, activations, a clip, peepholes, coupled gates or a direction that the layers here have not");
    }

    /// <summary>Layers with another on top.</summary>
    /// <returns>Null where the two are not of one kind and size.</returns>
    public static RecognizedLayer? Stacked(RecognizedLayer below, RecognizedLayer above)
    {
        LayerDescription description = below.Description;
        if (above.Description.InputSize != description.OutputSize || description with { Layers = 1, InputSize = above.Description.InputSize } != above.Description)
        {
            return null;
        }

        var parameters = new Dictionary<string, Tensor>(below.Parameters);
        foreach ((string name, Tensor values) in above.Parameters)
        {
            parameters.Add(name.Replace("_l0", $"_l{description.Layers.ToString(CultureInfo.InvariantCulture)}", StringComparison.Ordinal), values);
        }

        return below with { Description = description with { Layers = description.Layers + 1 }, Parameters = parameters, Notes = [.. below.Notes.Union(above.Notes)] };
    }

    private static RecognizedLayer Layer(CompiledNode node, RecurrentNode read)
    {
        var description = new LayerDescription
        {
            Kind = read.Kind switch { RecurrentKind.Lstm => LayerKind.Lstm, RecurrentKind.Gru => LayerKind.Gru, _ => LayerKind.Rnn },
            InputSize = read.Features,
            Size = read.Hidden,
            Bidirectional = read.Directions == 2,
            ResetAfter = read.Kind != RecurrentKind.Gru || read.ResetsAfter,
            Activation = read.Kind == RecurrentKind.Rnn ? read.Activations.Rnn(0) : default,
        };
        if (read.Directions == 2 && read.Kind == RecurrentKind.Rnn && read.Activations.Rnn(1) != description.Activation)
        {
            throw new OperatorException("its directions have different activations");
        }

        var parameters = new Dictionary<string, Tensor>();
        for (int direction = 0; direction < read.Directions; direction++)
        {
            RecurrentWeights weights = FusedWeights.Build(read, direction);
            string suffix = direction == 0 ? "_l0" : "_l0_reverse";
            var zero = Tensor.Zeros(new Shape(read.Gates * read.Hidden));
            parameters.Add($"weight_ih{suffix}", weights.Input);
            parameters.Add($"weight_hh{suffix}", weights.Recurrent);
            parameters.Add($"bias_ih{suffix}", weights.InputBias ?? zero);
            parameters.Add($"bias_hh{suffix}", weights.RecurrentBias ?? zero);
        }

        return new RecognizedLayer(string.Empty, description, parameters) { Notes = NotesOf(node, read) };
    }

    private static string[] NotesOf(CompiledNode node, RecurrentNode read)
    {
        const int InitialHidden = 5, InitialCell = 6;
        bool hasStart = new[] { InitialHidden, InitialCell }.Any(input => node.Proto.Inputs.ElementAtOrDefault(input) is { Length: > 0 });
        return [.. hasStart ? ["the graph gives it a state to start from, which is no part of the layer."] : Array.Empty<string>(), .. read.IsBatchFirst ? ["the graph gives it rows first, the layer reads steps first."] : Array.Empty<string>()];
    }
}
