using System.Collections.Immutable;
using Recurrent.Layers;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;

namespace Recurrent.Interop.Onnx.Export;

/// <summary>Inputs and outputs of a model that is one module.</summary>
internal sealed class OnnxModuleGraph(OnnxGraphBuilder graph, OnnxExportOptions options)
{
    private const string Time = "time";
    private const string Batch = "batch";

    /// <exception cref="NotSupportedException">The module has no ONNX form.</exception>
    public void Add(Module module)
    {
        switch (module)
        {
            case SequenceLayer layer: AddLayer(layer); break;
            case Embedding table: AddTable(table); break;
            case FeedForwardModule plain: AddPlain(plain); break;
            default:
                throw new NotSupportedException(
                    $"A {module.GetType().Name} is no model with one input; build its graph with an OnnxGraphBuilder, which has the layers of this library, or export its parts.");
        }
    }

    private void AddPlain(FeedForwardModule module)
    {
        OnnxValue input = graph.Input("input", OnnxElementType.Number, Batch, Features(module.InputSize, "features"));
        OnnxValue output = graph.Run(module, input);
        graph.Output("output", output, OnnxElementType.Number, Batch, Features(module.OutputSize, module.InputSize is null ? "features" : "outputs"));
    }

    private void AddTable(Embedding table)
    {
        (OnnxDimension outer, OnnxDimension inner) = options.BatchFirst ? (Batch, Time) : (Time, Batch);
        OnnxValue indices = graph.Input("indices", OnnxElementType.Integer64, outer, inner);
        graph.Output("output", graph.Run(table, indices), OnnxElementType.Number, outer, inner, table.Size);
    }

    private void AddLayer(SequenceLayer layer)
    {
        OnnxSequence input = Sequence("input", layer.InputSize);
        ImmutableArray<string> names = graph.Emitters.Of(layer).StateNames(graph, layer);
        ImmutableArray<Tensor> zero = layer.ZeroState(1).Components;
        ImmutableArray<OnnxValue> state = options.HasState
            ? [.. names.Select((name, component) => graph.Input($"initial_{name}", OnnxElementType.Number, StateShape(zero[component])))]
            : default;
        OnnxSequenceOutput output = graph.Run(layer, input, state);
        AddOutput("output", output.Outputs.Values, layer.OutputSize);
        for (int component = 0; options.HasState && component < names.Length; component++)
        {
            graph.Output($"final_{names[component]}", output.State[component], OnnxElementType.Number, StateShape(zero[component]));
        }
    }

    /// <summary>An input of sequences, and their lengths.</summary>
    private OnnxSequence Sequence(string name, int features)
    {
        OnnxValue values = options.BatchFirst
            ? graph.Transpose(graph.Input(name, OnnxElementType.Number, Batch, Time, features), 1, 0, 2)
            : graph.Input(name, OnnxElementType.Number, Time, Batch, features);
        return new OnnxSequence(values, options.HasLengths ? graph.Input("lengths", OnnxElementType.Integer32, Batch) : null);
    }

    private void AddOutput(string name, OnnxValue values, int features)
    {
        if (options.BatchFirst)
        {
            graph.Output(name, graph.Transpose(values, 1, 0, 2), OnnxElementType.Number, Batch, Time, features);
        }
        else
        {
            graph.Output(name, values, OnnxElementType.Number, Time, Batch, features);
        }
    }

    private static OnnxDimension[] StateShape(Tensor zero)
    {
        var shape = new OnnxDimension[zero.Shape.Rank];
        for (int axis = 0; axis < shape.Length; axis++)
        {
            shape[axis] = axis == 1 ? Batch : zero.Shape[axis];
        }

        return shape;
    }

    private static OnnxDimension Features(int? size, string name) => size is { } known ? known : name;
}
