using System.Runtime.InteropServices;

namespace Recurrent.Text.LanguageModels;

/// <summary>The strongest simple method: the tokens seen behind the last few tokens, shorter pasts filling the gaps of longer ones.</summary>
/// <remarks>
/// p_n(w | past) = (c(past, w) + d(past) p_{n−1}(w | past)) / (c(past) + d(past)), with c how often and d(past) how many different tokens came
/// behind the past; p_0 = 1/V. Witten and Bell, 1991, interpolated as in Chen and Goodman, 1998.
/// </remarks>
internal sealed class NgramModel
{
    private readonly int _order;
    private readonly int _vocabulary;
    private readonly Dictionary<ulong, Past>[] _pasts;
    private readonly Dictionary<ulong, int>[] _grams;

    /// <param name="tokens">Tokens to count.</param>
    /// <param name="vocabulary">V, the number of tokens there are.</param>
    /// <param name="order">n, one more than the longest past, at least 1.</param>
    public NgramModel(ReadOnlySpan<int> tokens, int vocabulary, int order)
    {
        (_order, _vocabulary) = (order, vocabulary);
        _pasts = [.. Enumerable.Range(0, order).Select(static _ => new Dictionary<ulong, Past>())];
        _grams = [.. Enumerable.Range(0, order).Select(static _ => new Dictionary<ulong, int>())];
        for (var place = 1; place < tokens.Length; place++) Count(tokens, place);
    }

    /// <summary>Sum of −ln p over all tokens but the first.</summary>
    public double TotalNats(ReadOnlySpan<int> tokens)
    {
        var total = 0.0;
        for (var place = 1; place < tokens.Length; place++) total -= Math.Log(Probability(tokens, place));
        return total;
    }

    private double Probability(ReadOnlySpan<int> tokens, int place)
    {
        var probability = 1.0 / _vocabulary;
        var past = 0UL;
        for (var length = 0; length < _order && length <= place; length++)
        {
            if (length > 0) past = Mix(past, tokens[place - length]);
            if (!_pasts[length].TryGetValue(past, out var seen)) break;
            var count = _grams[length].GetValueOrDefault(Mix(past, ~tokens[place]));
            probability = (count + (seen.Different * probability)) / (seen.Times + (double)seen.Different);
        }
        return probability;
    }

    private void Count(ReadOnlySpan<int> tokens, int place)
    {
        var past = 0UL;
        for (var length = 0; length < _order && length <= place; length++)
        {
            if (length > 0) past = Mix(past, tokens[place - length]);
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_grams[length], Mix(past, ~tokens[place]), out _);
            ref var seen = ref CollectionsMarshal.GetValueRefOrAddDefault(_pasts[length], past, out _);
            seen = new Past(seen.Times + 1, seen.Different + (count == 0 ? 1 : 0));
            count++;
        }
    }

    /// <summary>A number for a past with one token more; two pasts of a text share one by a chance of 1 to 2^40.</summary>
    private static ulong Mix(ulong past, int token)
    {
        var mixed = (past ^ ((ulong)(uint)token + 0x9E3779B97F4A7C15UL)) * 0xBF58476D1CE4E5B9UL;
        return (mixed ^ (mixed >> 29)) * 0x94D049BB133111EBUL;
    }

    private readonly record struct Past(long Times, int Different);
}
