using Recurrent.Interop.Onnx.Export;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Sequence;
using Recurrent.Text.Tagging;

namespace Recurrent.Interop.Tasks.Texts;

/// <summary>Vectors of words from their characters.</summary>
/// <param name="graph">Where nodes are added.</param>
/// <param name="encoder">The encoder.</param>
internal sealed class CharacterNodes(OnnxGraphBuilder graph, CharacterEncoder encoder)
{
    private const float BelowAny = -2;

    /// <summary>All words at once.</summary>
    /// <param name="characters">int64 <c>[C, T, B]</c>, 0 in the padding.</param>
    /// <param name="lengths">int32 <c>[T, B]</c>.</param>
    /// <returns><c>[T, B, F]</c>.</returns>
    public OnnxValue Run(OnnxValue characters, OnnxValue lengths)
    {
        var numbers = graph.Reshape(characters, 0, -1);
        var words = new OnnxSequence(graph.Unsqueeze(numbers, 2), graph.Reshape(lengths, -1));
        var vectors = encoder.PartOrNull<Linear>("filters") is { } filters ? Convolve(filters, numbers, words) : Recur(encoder.Layer("layer"), numbers, words);
        return graph.Add("Reshape", [vectors, graph.Concat(0, graph.Size(characters, 1), graph.Size(characters, 2), graph.Integers(encoder.OutputSize))]);
    }

    private OnnxValue Convolve(Linear filters, OnnxValue numbers, OnnxSequence words)
    {
        // Padding stands before the first character and behind the last one.
        var row = graph.Expand(graph.OneInteger(WordReader.Padding), graph.Concat(0, graph.Integers(1), graph.Size(numbers, 1)));
        OnnxValue[] window =
        [
            graph.Between(graph.Concat(0, row, numbers), graph.Integers(0), graph.Integers(-1)),
            numbers,
            graph.Between(graph.Concat(0, numbers, row), graph.Integers(1), graph.Integers(long.MaxValue)),
        ];
        var table = encoder.Part<Embedding>("table");
        var read = graph.Concat(-1, [.. window.Select(one => graph.Run(table, one))]);
        var responses = graph.Where(words.Mask(graph)!, graph.Tanh(graph.Run(filters, read)), graph.Number(BelowAny));
        return graph.Add("ReduceMax", [responses], new OnnxAttribute("axes", [0]), new OnnxAttribute("keepdims", 0));
    }

    private OnnxValue Recur(SequenceLayer layer, OnnxValue numbers, OnnxSequence words)
    {
        var hidden = graph.Within("layer").Run(layer, words.With(graph.Run(encoder.Part<Embedding>("table"), numbers))).State[0];
        return graph.Concat(-1, graph.Gather(hidden, graph.OneInteger(0)), graph.Gather(hidden, graph.OneInteger(1)));
    }
}
