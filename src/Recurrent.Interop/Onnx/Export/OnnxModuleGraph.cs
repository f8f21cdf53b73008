using System.Collections.Immutable;
using Recurrent.Interop.Onnx.Export.Attention;
using Recurrent.Layers;
using Recurrent.Layers.Attention;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Heads;
using Recurrent.Layers.Memory;
using Recurrent.Layers.Sequence;
using Recurrent.Layers.Transformers;
using Recurrent.Tensors;

namespace Recurrent.Interop.Onnx.Export;

/// <summary>Inputs and outputs of a model that is one module.</summary>
internal sealed class OnnxModuleGraph(OnnxGraphBuilder graph, OnnxExportOptions options)
{
    private const string Time = "time";
    private const string Batch = "batch";
    private const string Source = "source_time";

    /// <exception cref="NotSupportedException">The module has no ONNX form.</exception>
    public void Add(Module module)
    {
        switch (module)
        {
            case SequenceLayer layer: AddLayer(layer); break;
            case TransformerDecoder decoder: AddDecoder(decoder); break;
            case MultiHeadAttention attention: AddAttention(attention); break;
            case SequenceAttention attention: AddAttention(attention); break;
            case StoryReader reader: AddReader(reader); break;
            case KeyValueMemory memory: AddMemory(memory); break;
            case Embedding table: AddTable(table); break;
            case AdaptiveSoftmax head: AddHead(head); break;
            case FeedForwardModule plain: AddPlain(plain); break;
            case LinearChainCrf:
                throw new NotSupportedException("A LinearChainCrf searches for the best path, which has no ONNX form here; export the layer that gives its emissions and decode them with LinearChainCrf.Decode.");
            default:
                throw new NotSupportedException(
                    $"A {module.GetType().Name} has no ONNX form as a whole; build the graph of its parts with an OnnxGraphBuilder, which has the layers of this library.");
        }
    }

    private void AddPlain(FeedForwardModule module)
    {
        OnnxValue input = graph.Input("input", OnnxElementType.Number, Batch, Features(module.InputSize, "features"));
        graph.Output(
            "output", graph.Run(module, input), OnnxElementType.Number, Batch, Features(module.OutputSize, module.InputSize is null ? "features" : "outputs"));
    }

    private void AddHead(AdaptiveSoftmax head)
    {
        OnnxValue input = graph.Input("input", OnnxElementType.Number, Batch, head.Head.Weight.Shape[1]);
        graph.Output("log_probabilities", graph.LogProbabilities(head, input), OnnxElementType.Number, Batch, head.Classes);
    }

    private void AddTable(Embedding table)
    {
        (OnnxDimension outer, OnnxDimension inner) = options.BatchFirst ? (Batch, Time) : (Time, Batch);
        OnnxValue indices = graph.Input("indices", OnnxElementType.Integer64, outer, inner);
        graph.Output("output", graph.Run(table, indices), OnnxElementType.Number, outer, inner, table.Size);
    }

    private void AddLayer(SequenceLayer layer)
    {
        OnnxSequence input = Sequence("input", "lengths", Time, layer.InputSize);
        var state = new StateNodes(graph.Emitters.Of(layer).StateNames(graph, layer), layer.ZeroState(1).Components);
        OnnxSequenceOutput output = graph.Run(layer, input, InitialOf(state));
        AddOutput(output.Outputs.Values, layer.OutputSize);
        AddFinal(state, output.State);
    }

    private void AddDecoder(TransformerDecoder decoder)
    {
        OnnxSequence input = Sequence("input", "lengths", Time, decoder.InputSize), memory = Sequence("memory", "memory_lengths", Source, decoder.OutputSize);
        var state = new StateNodes(TransformerEmitter.Names, decoder.ZeroState(1).Components);
        OnnxSequenceOutput output = graph.Run(decoder, input, graph.Prepare(decoder, memory), InitialOf(state));
        AddOutput(output.Outputs.Values, decoder.OutputSize);
        AddFinal(state, output.State);
    }

    private void AddAttention(MultiHeadAttention attention) =>
        AddOutput(graph.Run(attention, Sequence("input", "lengths", Time, attention.Size)), attention.Size);

    private void AddAttention(SequenceAttention attention)
    {
        OnnxAttentionMemory memory = graph.Prepare(attention, Sequence("values", "lengths", Source, attention.ValueSize));
        OnnxValue queries = graph.Input("queries", OnnxElementType.Number, Batch, "queries", attention.QuerySize);
        OnnxValue? coverage = attention.HasCoverage ? graph.Input("coverage", OnnxElementType.Number, Batch, "queries", Source) : null;
        OnnxAttentionOutput output = graph.Run(attention, queries, memory, coverage);
        graph.Output("context", output.Context, OnnxElementType.Number, Batch, "queries", attention.ValueSize);
        graph.Output("weights", output.Weights, OnnxElementType.Number, Batch, "queries", Source);
    }

    private void AddReader(StoryReader reader)
    {
        var story = new OnnxStory(
            graph.Input("story", OnnxElementType.Integer64, Batch, "sentences", "words"), graph.Input("story_words", OnnxElementType.Integer64, Batch, "sentences"),
            graph.Input("lengths", OnnxElementType.Integer32, Batch),
            graph.Input("question", OnnxElementType.Integer64, Batch, "asked"), graph.Input("question_words", OnnxElementType.Integer64, Batch));
        graph.Output("scores", graph.Run(reader, story), OnnxElementType.Number, Batch, reader.Answers);
    }

    private void AddMemory(KeyValueMemory memory)
    {
        OnnxValue query = graph.Input("query", OnnxElementType.Number, Batch, memory.Size);
        OnnxValue keys = graph.Input("keys", OnnxElementType.Number, Batch, "slots", memory.Size), values = graph.Input("values", OnnxElementType.Number, Batch, "slots", memory.Size);
        OnnxValue mask = graph.Cast(graph.Input("mask", OnnxElementType.Number, Batch, 1, "slots"), OnnxElementType.Boolean);
        graph.Output("output", graph.Run(memory, query, new OnnxAttentionMemory(values, keys, mask)), OnnxElementType.Number, Batch, memory.Size);
    }

    /// <summary>An input of sequences, and their lengths.</summary>
    private OnnxSequence Sequence(string name, string lengths, string time, int features)
    {
        OnnxValue values = options.BatchFirst
            ? graph.Transpose(graph.Input(name, OnnxElementType.Number, Batch, time, features), 1, 0, 2)
            : graph.Input(name, OnnxElementType.Number, time, Batch, features);
        return new OnnxSequence(values, options.HasLengths ? graph.Input(lengths, OnnxElementType.Integer32, Batch) : null);
    }

    private void AddOutput(OnnxValue values, int features)
    {
        OnnxValue output = options.BatchFirst ? graph.Transpose(values, 1, 0, 2) : values;
        (OnnxDimension outer, OnnxDimension inner) = options.BatchFirst ? (Batch, Time) : (Time, Batch);
        graph.Output("output", output, OnnxElementType.Number, outer, inner, features);
    }

    private ImmutableArray<OnnxValue> InitialOf(StateNodes state) => options.HasState
        ? [.. state.Names.Select((name, component) => graph.Input($"initial_{name}", OnnxElementType.Number, state.Shape(component, "remembered")))]
        : default;

    private void AddFinal(StateNodes state, ImmutableArray<OnnxValue> values)
    {
        for (int component = 0; options.HasState && component < state.Names.Length; component++)
        {
            graph.Output($"final_{state.Names[component]}", values[component], OnnxElementType.Number, state.Shape(component, "remembered_next"));
        }
    }

    private static OnnxDimension Features(int? size, string name) => size is { } known ? known : name;

    /// <summary>Components of a state: what they are called, and those of one row at the start.</summary>
    private sealed record StateNodes(ImmutableArray<string> Names, ImmutableArray<Tensor> Zero)
    {
        /// <summary>The axes of a component; one that is empty at the start grows.</summary>
        public OnnxDimension[] Shape(int component, string growing)
        {
            Shape zero = Zero[component].Shape;
            var shape = new OnnxDimension[zero.Rank];
            for (int axis = 0; axis < shape.Length; axis++)
            {
                shape[axis] = axis == 1 ? Batch : zero[axis] == 0 ? growing : zero[axis];
            }

            return shape;
        }
    }
}
