using System.Collections.Immutable;
using Recurrent.Interop.Onnx.Export;
using Recurrent.Layers.Basic;
using Recurrent.Text.Translation.Storage;

namespace Recurrent.Interop.Tasks.Translation;

/// <summary>The encoder of a translator: tokens of the source in, what the decoder looks at and starts from out.</summary>
internal static class EncoderGraph
{
    public static TaskGraph Build(TranslatorState state)
    {
        var (network, graph) = (state.Network, new TaskGraph(TranslatorFolder.Task, state.Network));
        var nodes = graph.Nodes;
        var tokens = graph.Input("tokens", OnnxElementType.Integer64, "numbers of the source's tokens; any in the padding", DecoderParts.Source, TaskGraph.Batch);
        var lengths = graph.Input("lengths", OnnxElementType.Integer32, "tokens of every sentence", TaskGraph.Batch);
        var table = network.PartOrNull<Embedding>("source") ?? network.Part<Embedding>("target");
        var read = nodes.Within("encoder").Run(network.Layer("encoder.layers"), new OnnxSequence(nodes.Run(table, tokens), lengths));
        if (state.Architecture.IsTransformer) new WriterMemory(graph, state).AddOutputs(read.Outputs);
        else AddRecurrent(graph, state, read);
        TranslationMetadata.Describe(graph, state);
        return graph;
    }

    private static void AddRecurrent(TaskGraph graph, TranslatorState state, OnnxSequenceOutput read)
    {
        var (nodes, parts) = (graph.Nodes, new DecoderParts(state));
        var memory = nodes.Prepare(parts.Attention, read.Outputs);
        graph.Output(DecoderParts.Values, memory.Values, OnnxElementType.Number, "what was read at each step", TaskGraph.Batch, DecoderParts.Source, parts.ValueWidth);
        graph.Output(
            DecoderParts.AttentionKeys, memory.Keys, OnnxElementType.Number, "what the decoder compares itself with",
            TaskGraph.Batch, DecoderParts.Source, state.Architecture.Hidden);
        parts.AddState(graph, "initial_", Start(nodes, state, parts, read));
    }

    private static DecoderNodes Start(OnnxGraphBuilder graph, TranslatorState state, DecoderParts parts, OnnxSequenceOutput read)
    {
        var batch = graph.Size(read.Outputs.Values, 1);
        var layers = Bridged(graph, state, parts, read.State, batch);
        ImmutableArray<OnnxValue> lower = [.. layers.Select(component => graph.Slice(component, 0, 0, 1))];
        ImmutableArray<OnnxValue> upper = parts.Upper is null ? [] : [.. layers.Select(component => graph.Slice(component, 0, 1, state.Architecture.DecoderLayers - 1))];
        return new DecoderNodes(
            lower,
            upper,
            state.Architecture.InputFeeding ? graph.Expand(graph.Number(0), graph.Concat(0, batch, graph.Integers(state.Architecture.Embedding))) : null,
            state.Architecture.Coverage ? graph.Expand(graph.Number(0), graph.Concat(0, batch, graph.Size(read.Outputs.Values, 0))) : null);
    }

    /// <summary>The bridge: every component of the decoder's state, <c>[layers, B, width]</c>.</summary>
    private static OnnxValue[] Bridged(OnnxGraphBuilder graph, TranslatorState state, DecoderParts parts, ImmutableArray<OnnxValue> read, OnnxValue batch)
    {
        var layers = state.Architecture.DecoderLayers;
        return [.. read.Select((component, index) =>
        {
            var width = parts.Lower.ZeroState(1).Components[index].Shape[-1];
            if (state.Network.PartOrNull<Linear>($"bridge.map{index}") is not { } map)
                return graph.Expand(graph.Number(0), graph.Concat(0, graph.Integers(layers), batch, graph.Integers(width)));
            var last = graph.Concat(-1, graph.Gather(component, graph.OneInteger(-2)), graph.Gather(component, graph.OneInteger(-1)));
            return graph.Transpose(graph.Reshape(graph.Tanh(graph.Run(map, last)), 0, layers, width), 1, 0, 2);
        })];
    }
}
