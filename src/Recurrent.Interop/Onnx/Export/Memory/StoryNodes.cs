using Recurrent.Layers.Memory;
using Recurrent.Tensors;

namespace Recurrent.Interop.Onnx.Export.Memory;

/// <summary>What all readers of stories do with a story.</summary>
internal sealed class StoryNodes(OnnxGraphBuilder graph, StoryReader reader, OnnxStory story)
{
    private OnnxValue? _places;

    public OnnxGraphBuilder Graph => graph;

    public StoryReaderOptions Options => reader.Options;

    /// <summary>Sentences of every story, int64 <c>[B, 1]</c>.</summary>
    public OnnxValue Counts => graph.Unsqueeze(graph.Cast(story.Lengths, OnnxElementType.Integer64), 1);

    /// <summary>0 to N − 1, int64 <c>[1, N]</c>.</summary>
    public OnnxValue Places => _places ??= graph.Unsqueeze(graph.Range(graph.Size(story.Sentences, 1)), 0);

    /// <summary>Vectors of the sentences, <c>[B, N, E]</c>.</summary>
    public OnnxValue Sentences(Parameter table) => Vectors(table, story.Sentences, story.WordCounts);

    /// <summary>Vectors of the sentences by place, with lengths, <c>[N, B, E]</c>.</summary>
    public OnnxSequence Steps(Parameter table) => new(graph.Transpose(Sentences(table), 1, 0, 2), story.Lengths);

    /// <summary>Vectors of the questions, <c>[B, E]</c>.</summary>
    public OnnxValue Questions(Parameter table) => Vectors(table, story.Question, story.QuestionWordCounts);

    /// <summary>Σ_j l_j ⊙ e(word j), l the position encoding or 1; words behind the end count nothing.</summary>
    private OnnxValue Vectors(Parameter table, OnnxValue tokens, OnnxValue counts)
    {
        int size = table.Shape[1], rank = ReferenceEquals(tokens, story.Question) ? 1 : 2;
        OnnxValue words = graph.Add("Gather", [graph.Weight(table), tokens], new OnnxAttribute("axis", 0));
        OnnxValue numbers = graph.Plus(graph.Unsqueeze(graph.Range(graph.Size(tokens, rank)), 1), graph.OneInteger(1));
        OnnxValue last = graph.Unsqueeze(counts, rank, rank + 1);
        OnnxValue isWord = graph.Add("LessOrEqual", [numbers, last]);
        OnnxValue weighed = Options.HasPositions ? graph.Times(words, Positions(Number(numbers), Number(last), size)) : words;
        return graph.Add("ReduceSum", [graph.Where(isWord, weighed, graph.Number(0)), graph.Integers(-2)], new OnnxAttribute("keepdims", 0));

        OnnxValue Number(OnnxValue value) => graph.Cast(value, OnnxElementType.Number);
    }

    /// <summary>(1 − j/J) − (k/E)(1 − 2j/J) for feature k of word j of J.</summary>
    private OnnxValue Positions(OnnxValue numbers, OnnxValue last, int size)
    {
        OnnxValue share = graph.Over(numbers, last), one = graph.Number(1);
        OnnxValue features = graph.Constant("features", Tensor.FromValues([.. Enumerable.Range(1, size).Select(feature => (float)feature / size)], new Shape(size)));
        return graph.Minus(graph.Minus(one, share), graph.Times(features, graph.Minus(one, graph.Times(share, graph.Number(2)))));
    }
}
