using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Attention;

/// <summary>Which keys a query sees: always consecutive ones.</summary>
internal readonly ref struct AttentionMask
{
    /// <summary>The key that stands at the place of query 0.</summary>
    public int Offset { get; init; }

    /// <summary>Whether a query sees no key behind its own place.</summary>
    public bool IsCausal { get; init; }

    /// <summary>Keys nearer than this many places are seen; 0 for all.</summary>
    public int Window { get; init; }

    /// <summary>Valid queries of each row; empty when all are.</summary>
    public ReadOnlySpan<int> QueryEnds { get; init; }

    /// <summary>The first valid key of each row; empty when it is 0.</summary>
    public ReadOnlySpan<int> KeyStarts { get; init; }

    /// <summary>One past the last valid key of each row; empty when all are.</summary>
    public ReadOnlySpan<int> KeyEnds { get; init; }

    /// <summary>The valid queries of a row.</summary>
    public int QueriesOf(int row, int queries) => QueryEnds.IsEmpty ? queries : QueryEnds[row];

    /// <summary>The keys that one query sees.</summary>
    public ItemRange KeysOf(int row, int query, int keys)
    {
        int place = query + Offset;
        int start = KeyStarts.IsEmpty ? 0 : KeyStarts[row];
        int end = KeyEnds.IsEmpty ? keys : KeyEnds[row];
        if (Window > 0) start = Math.Max(start, place - Window + 1);
        if (IsCausal) end = Math.Min(end, place + 1);
        else if (Window > 0) end = (int)Math.Min(end, (long)place + Window);
        return new ItemRange(start, Math.Max(start, end));
    }

    /// <summary>The keys that every one of some consecutive queries sees.</summary>
    public ItemRange KeysOfAll(int row, ItemRange queries, int keys)
    {
        int start = KeysOf(row, queries.End - 1, keys).Start;
        return new ItemRange(start, Math.Max(start, KeysOf(row, queries.Start, keys).End));
    }

    /// <summary>The keys that at least one of some consecutive queries sees, and perhaps some between them.</summary>
    public ItemRange KeysOf(int row, ItemRange queries, int keys)
    {
        ItemRange first = KeysOf(row, queries.Start, keys), last = KeysOf(row, queries.End - 1, keys);
        return new ItemRange(first.Start, Math.Max(first.Start, last.End));
    }
}
