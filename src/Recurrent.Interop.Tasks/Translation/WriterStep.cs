using Recurrent.Interop.Onnx.Export;
using Recurrent.Layers.Basic;
using Recurrent.Text.Translation.Storage;

namespace Recurrent.Interop.Tasks.Translation;

/// <summary>One step of a transformer's decoder.</summary>
internal static class WriterStep
{
    /// <summary>Adds inputs, nodes and outputs.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="state">The translator.</param>
    /// <param name="vectors">Embedded tokens, <c>[1, B, E]</c>.</param>
    /// <param name="lengths">Tokens of every source, int32 <c>[B]</c>.</param>
    /// <returns><c>[B, E]</c>.</returns>
    public static OnnxValue Add(TaskGraph graph, TranslatorState state, OnnxValue vectors, OnnxValue lengths)
    {
        var (memory, nodes) = (new WriterMemory(graph, state), graph.Nodes.Within("decoder"));
        var keys = memory.AddInputs(lengths);
        var output = nodes.RunWithWeights(memory.Layers, new OnnxSequence(vectors, lengths: null), keys, memory.AddInitialState(), out var weights);
        graph.Output("attention", nodes.Squeeze(weights, 1), OnnxElementType.Number, "shares of the source's steps in this step", TaskGraph.Batch, DecoderParts.Source);
        memory.AddState("final_", output.State);
        var hidden = nodes.Squeeze(output.Outputs.Values, 0);
        return state.Network.PartOrNull<Linear>("decoder.readout") is { } readout ? nodes.Run(readout, hidden) : hidden;
    }
}
