using System.Buffers;
using System.Runtime.CompilerServices;

namespace Recurrent.Text.Tokenization.BytePairs;

/// <summary>Which neighbours become one token, the earlier learnt the sooner.</summary>
internal sealed class MergeTable
{
    /// <summary>Up to this length looking through all neighbours for each merge is quicker than keeping them in order.</summary>
    private const int ShortPiece = 48;

    private readonly Dictionary<long, Merge> _merges = [];

    /// <summary>Makes a table.</summary>
    /// <param name="merges">Left, right and merged token, in the order they were learnt.</param>
    public MergeTable(IEnumerable<TokenMerge> merges)
    {
        foreach (var merge in merges) _merges.TryAdd(Key(merge.Left, merge.Right), new Merge(_merges.Count, merge.Merged));
    }

    /// <summary>Both numbers of a pair in one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Key(int left, int right) => ((long)left << 32) | (uint)right;

    /// <summary>Merges the tokens of a piece until no pair of neighbours is left that could be.</summary>
    /// <param name="tokens">Tokens; the first of them are replaced by the result.</param>
    /// <returns>How many are left.</returns>
    public int Apply(Span<int> tokens) => tokens.Length <= ShortPiece ? ApplyByLooking(tokens) : ApplyInOrder(tokens);

    private int ApplyByLooking(Span<int> tokens)
    {
        var count = tokens.Length;
        while (count > 1)
        {
            var (best, place) = (new Merge(int.MaxValue, 0), -1);
            for (var index = 0; index + 1 < count; index++)
                if (_merges.TryGetValue(Key(tokens[index], tokens[index + 1]), out var merge) && merge.Rank < best.Rank) (best, place) = (merge, index);
            if (place < 0) break;
            tokens[place] = best.Merged;
            tokens[(place + 2)..count].CopyTo(tokens[(place + 1)..]);
            count--;
        }
        return count;
    }

    /// <summary>As above in a time that hardly grows faster than the length: neighbours by rank in a queue, tokens in a list with links.</summary>
    private int ApplyInOrder(Span<int> tokens)
    {
        var links = ArrayPool<int>.Shared.Rent(2 * tokens.Length);
        var next = links.AsSpan(0, tokens.Length);
        var previous = links.AsSpan(tokens.Length, tokens.Length);
        var queue = new PriorityQueue<Candidate, long>(tokens.Length);
        for (var index = 0; index < tokens.Length; index++) (next[index], previous[index]) = (index + 1, index - 1);
        for (var index = 0; index + 1 < tokens.Length; index++) Offer(queue, tokens, index, index + 1);
        while (queue.TryDequeue(out var candidate, out _))
        {
            var (left, right) = (candidate.Left, next[candidate.Left]);

            // An earlier merge may have taken one of the two.
            if (tokens[left] != candidate.LeftToken || right >= tokens.Length || tokens[right] != candidate.RightToken) continue;
            tokens[left] = candidate.Merged;
            tokens[right] = -1;
            next[left] = next[right];
            if (next[right] < tokens.Length) previous[next[right]] = left;
            if (previous[left] >= 0) Offer(queue, tokens, previous[left], left);
            if (next[left] < tokens.Length) Offer(queue, tokens, left, next[left]);
        }
        var count = 0;
        for (var index = 0; index < tokens.Length; index = next[index]) tokens[count++] = tokens[index];
        ArrayPool<int>.Shared.Return(links);
        return count;
    }

    private void Offer(PriorityQueue<Candidate, long> queue, ReadOnlySpan<int> tokens, int left, int right)
    {
        if (!_merges.TryGetValue(Key(tokens[left], tokens[right]), out var merge)) return;

        // Of equal pairs the one further left comes first.
        queue.Enqueue(new Candidate(left, tokens[left], tokens[right], merge.Merged), ((long)merge.Rank << 32) | (uint)left);
    }

    private readonly record struct Merge(int Rank, int Merged);

    private readonly record struct Candidate(int Left, int LeftToken, int RightToken, int Merged);
}
