using Recurrent.Layers.Memory;

namespace Recurrent.Interop.Onnx.Export.Memory;

/// <summary>Networks that read a story and answer a question.</summary>
internal static class StoryReaderEmitter
{
    /// <summary>A score for every answer, <c>[B, C]</c>.</summary>
    public static OnnxValue Emit(OnnxGraphBuilder graph, StoryReader reader, OnnxStory story)
    {
        var nodes = new StoryNodes(graph, reader, story);
        return reader switch
        {
            EndToEndMemory => new EndToEndMemoryNodes(nodes, reader).Scores(),
            EntityNetwork => EntityNetworkNodes.Scores(nodes, reader),
            QueryReduction => QueryReductionNodes.Scores(nodes, reader),
            SequenceReader sequence => SequenceReaderNodes.Scores(nodes, sequence),
            _ => throw new NotSupportedException($"A {reader.GetType().Name} has no ONNX form; build its graph with an OnnxGraphBuilder."),
        };
    }
}
