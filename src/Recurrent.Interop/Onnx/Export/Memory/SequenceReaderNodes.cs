using Recurrent.Layers.Memory;

namespace Recurrent.Interop.Onnx.Export.Memory;

/// <summary>A sequence layer over the sentences and then the question, which stands beside every step.</summary>
internal static class SequenceReaderNodes
{
    public static OnnxValue Scores(StoryNodes story, SequenceReader network)
    {
        OnnxGraphBuilder graph = story.Graph;
        OnnxValue sentences = story.Steps(CellWeights.Of(network, "words.weight")).Values;
        OnnxValue question = graph.Unsqueeze(story.Questions(CellWeights.Of(network, "words.weight")), 0);
        OnnxValue counts = graph.Squeeze(story.Counts, 1);
        OnnxValue places = graph.Reshape(graph.Range(graph.Plus(graph.Size(sentences, 0), graph.OneInteger(1))), -1, 1);
        OnnxValue isQuestion = graph.Unsqueeze(graph.Add("Equal", [places, graph.Unsqueeze(counts, 0)]), 2);
        OnnxValue read = graph.Where(isQuestion, question, graph.Concat(0, sentences, question));
        OnnxValue asked = graph.Add("Expand", [question, graph.Add("Shape", [read])]);
        OnnxValue lengths = graph.Cast(graph.Plus(counts, graph.OneInteger(1)), OnnxElementType.Integer32);
        OnnxValue outputs = graph.Within("layers").Run(network.Layers, new OnnxSequence(graph.Concat(-1, read, asked), lengths)).Outputs.Values;
        OnnxValue last = graph.Add("ReduceSum", [graph.Where(isQuestion, outputs, graph.Number(0)), graph.Integers(0)], new OnnxAttribute("keepdims", 0));
        return graph.Linear(last, CellWeights.Of(network, "output.weight"), CellWeights.Of(network, "output.bias"));
    }
}
