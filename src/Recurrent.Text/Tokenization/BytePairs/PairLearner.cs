using System.Runtime.InteropServices;

namespace Recurrent.Text.Tokenization.BytePairs;

/// <summary>Learns byte pairs: again and again the most frequent pair of neighbours becomes a token.</summary>
/// <remarks>Sennrich, Haddow and Birch, Neural Machine Translation of Rare Words with Subword Units, 2016; on bytes. Only pieces that hold the pair are touched.</remarks>
internal sealed class PairLearner
{
    private readonly List<int[]> _pieces = [];
    private readonly List<long> _counts = [];
    private readonly Dictionary<long, long> _pairCounts = [];
    private readonly Dictionary<long, HashSet<int>> _places = [];
    private readonly PriorityQueue<long, Order> _queue = new();
    private readonly HashSet<long> _changed = [];

    /// <summary>Counts the neighbours in pieces.</summary>
    /// <param name="pieces">Tokens of each distinct piece, and how often it comes.</param>
    public PairLearner(IEnumerable<KeyValuePair<int[], long>> pieces)
    {
        foreach (var (tokens, count) in pieces)
        {
            if (tokens.Length < 2) continue;
            for (var place = 0; place + 1 < tokens.Length; place++) Change(MergeTable.Key(tokens[place], tokens[place + 1]), _pieces.Count, count);
            _pieces.Add(tokens);
            _counts.Add(count);
        }
        Offer();
    }

    /// <summary>The most frequent pair; of equally frequent ones, that of the lowest numbers.</summary>
    /// <param name="minimumCount">How often it has to come.</param>
    /// <param name="left">Receives its first token.</param>
    /// <param name="right">Receives its second token.</param>
    /// <returns>Whether any comes so often.</returns>
    public bool TryFind(long minimumCount, out int left, out int right)
    {
        (left, right) = (0, 0);
        while (_queue.TryDequeue(out var pair, out var order))
        {
            // The count may have changed since; then a later entry of the queue has the right one.
            if (_pairCounts.GetValueOrDefault(pair) != order.Count) continue;
            (left, right) = ((int)(pair >> 32), (int)pair);
            return order.Count >= minimumCount;
        }
        return false;
    }

    /// <summary>Makes a pair a token wherever it comes.</summary>
    public void Merge(TokenMerge merge)
    {
        var pair = MergeTable.Key(merge.Left, merge.Right);
        foreach (var piece in _places[pair]) Replace(piece, merge);
        _places.Remove(pair);
        _pairCounts.Remove(pair);
        Offer();
    }

    private void Replace(int piece, TokenMerge merge)
    {
        var (tokens, count) = (_pieces[piece], _counts[piece]);
        var result = new List<int>(tokens.Length);
        for (var place = 0; place + 1 < tokens.Length; place++) Change(MergeTable.Key(tokens[place], tokens[place + 1]), piece, -count);
        for (var place = 0; place < tokens.Length; place++)
        {
            var isPair = place + 1 < tokens.Length && tokens[place] == merge.Left && tokens[place + 1] == merge.Right;
            result.Add(isPair ? merge.Merged : tokens[place]);
            if (isPair) place++;
        }
        for (var place = 0; place + 1 < result.Count; place++) Change(MergeTable.Key(result[place], result[place + 1]), piece, count);
        _pieces[piece] = [.. result];
    }

    private void Change(long pair, int piece, long by)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(_pairCounts, pair, out _) += by;
        _changed.Add(pair);
        if (by < 0) return;
        ref var places = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, pair, out _);
        (places ??= []).Add(piece);
    }

    private void Offer()
    {
        foreach (var pair in _changed)
            if (_pairCounts.GetValueOrDefault(pair) is var count and > 0) _queue.Enqueue(pair, new Order(count, pair));
        _changed.Clear();
    }

    /// <summary>Larger counts first, then lower numbers.</summary>
    private readonly record struct Order(long Count, long Pair) : IComparable<Order>
    {
        public int CompareTo(Order other) => Count != other.Count ? other.Count.CompareTo(Count) : Pair.CompareTo(other.Pair);
    }
}
