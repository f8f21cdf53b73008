using System.Collections.Immutable;
using Recurrent.Interop.Onnx.Export;
using Recurrent.Interop.Onnx.Export.Attention;
using Recurrent.Layers.Transformers;
using Recurrent.Tensors;
using Recurrent.Text.Translation.Storage;

namespace Recurrent.Interop.Tasks.Translation;

/// <summary>What goes from a transformer's encoder to its decoder: keys and values of the source for every layer, and an empty state.</summary>
internal sealed class WriterMemory(TaskGraph graph, TranslatorState state)
{
    private static readonly string[] Kinds = ["keys", "values"];
    private readonly TransformerDecoder _layers = state.Network.Part<TransformerDecoder>("decoder.layers");

    public TransformerDecoder Layers => _layers;

    /// <summary>Outputs of the encoder.</summary>
    public void AddOutputs(OnnxSequence read)
    {
        var memory = graph.Nodes.Within("decoder").Prepare(_layers, read);
        for (var layer = 0; layer < memory.Length; layer++)
        {
            OnnxValue[] parts = [memory[layer].Keys, memory[layer].Values];
            for (var kind = 0; kind < parts.Length; kind++)
                graph.Output(Name(kind, layer), parts[kind], OnnxElementType.Number, $"{Kinds[kind]} of layer {layer} of the decoder", DecoderParts.Source, TaskGraph.Batch, state.Architecture.Hidden);
        }
        var batch = graph.Nodes.Size(read.Values, 1);
        AddState("initial_", [.. Zero().Select((zero, index) => graph.Nodes.Within("start").Repeated(TransformerEmitter.Names[index], zero, batch))]);
    }

    /// <summary>Inputs of the decoder.</summary>
    public ImmutableArray<OnnxAttentionKeys> AddInputs(OnnxValue lengths) =>
        [.. Enumerable.Range(0, state.Architecture.DecoderLayers).Select(layer => new OnnxAttentionKeys(Input(0, layer), Input(1, layer), lengths))];

    public ImmutableArray<OnnxValue> AddInitialState() => [.. Zero().Select((zero, index) => graph.Input(
        "initial_" + TransformerEmitter.Names[index], OnnxElementType.Number, "from the encoder or the last step", TaskGraph.StateShape(zero)))];

    public void AddState(string before, ImmutableArray<OnnxValue> values)
    {
        var zero = Zero();
        for (var index = 0; index < values.Length; index++)
            graph.Output(before + TransformerEmitter.Names[index], values[index], OnnxElementType.Number, "the steps written so far", TaskGraph.StateShape(zero[index]));
    }

    private OnnxValue Input(int kind, int layer) =>
        graph.Input(Name(kind, layer), OnnxElementType.Number, "from the encoder", DecoderParts.Source, TaskGraph.Batch, state.Architecture.Hidden);

    private static string Name(int kind, int layer) => $"memory_{Kinds[kind]}_{layer}";

    private ImmutableArray<Tensor> Zero() => _layers.ZeroState(1).Components;
}
