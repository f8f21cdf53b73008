using Recurrent.Interop.Onnx.Export;
using Recurrent.Tensors;
using Recurrent.Text.Classification;

namespace Recurrent.Interop.Tasks.Texts;

/// <summary>
/// The log-count ratios of tokens and of pairs of neighbours, as tables in the graph. A pair is found in the sorted list of pairs by halving, which
/// plain operators can do.
/// </summary>
internal sealed class TokenRatios(OnnxGraphBuilder graph, TokenCounts counts, bool isMultiLabel)
{
    private readonly int _half = TokenCounts.RatiosOf(counts.Classes, isMultiLabel) / 2;

    /// <summary>Ratios of every step; anything in the padding.</summary>
    /// <param name="tokens">int64 <c>[T, B]</c>.</param>
    /// <returns><c>[T, B, R]</c>, those of the token first.</returns>
    public OnnxValue Of(OnnxValue tokens)
    {
        var own = graph.Gather(graph.Constant("token_ratios", TokenTable()), tokens);
        return graph.Concat(-1, own, Pairs(tokens));
    }

    private OnnxValue Pairs(OnnxValue tokens)
    {
        var (keys, table) = PairTable();
        // Before the first token stands none: −1 makes a key that no pair has.
        var none = graph.Expand(graph.OneInteger(-1), graph.Concat(0, graph.Integers(1), graph.Size(tokens, 1)));
        var before = graph.Between(graph.Concat(0, none, tokens), graph.Integers(0), graph.Integers(-1));
        var wanted = graph.Plus(graph.Times(before, graph.OneInteger(1L << 32)), tokens);
        var sorted = graph.IntegerTable("pair_keys", keys);
        var place = graph.OneInteger(0);
        for (var step = keys.Length / 2; step > 0; step /= 2)
        {
            var further = graph.Plus(place, graph.OneInteger(step));
            place = graph.Where(graph.Add("LessOrEqual", [graph.Gather(sorted, further), wanted]), further, place);
        }
        var isKnown = graph.Unsqueeze(graph.Add("Equal", [graph.Gather(sorted, place), wanted]), 2);
        return graph.Where(isKnown, graph.Gather(graph.Constant("pair_ratios", table), place), graph.Number(0));
    }

    private Tensor TokenTable()
    {
        var first = counts.Classes - _half;
        var values = new float[counts.Vocabulary * _half];
        for (var token = 0; token < counts.Vocabulary; token++)
            for (var one = 0; one < _half; one++) values[(token * _half) + one] = counts.TokenRatio(token, first + one);
        return Tensor.FromValues(values, new Shape(counts.Vocabulary, _half));
    }

    /// <summary>Keys in order, filled up to a power of two, and what belongs to each.</summary>
    private (long[] Keys, Tensor Table) PairTable()
    {
        var (first, second) = (counts.File.First, counts.File.Second);
        int[] order = [.. Enumerable.Range(0, first.Length).OrderBy(pair => PairSelection.Key(first[pair], second[pair]))];
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, order.Length));
        var (keys, values) = (new long[size], new float[size * _half]);
        Array.Fill(keys, long.MaxValue);
        for (var place = 0; place < order.Length; place++)
        {
            var pair = order[place];
            keys[place] = PairSelection.Key(first[pair], second[pair]);
            counts.Ratios([first[pair], second[pair]], isMultiLabel, leftOut: null).AsSpan(3 * _half, _half).CopyTo(values.AsSpan(place * _half));
        }
        return (keys, Tensor.FromValues(values, new Shape(size, _half)));
    }
}
