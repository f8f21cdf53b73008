using System.Collections.Immutable;

namespace Recurrent.Tensors.Sequences;

/// <summary>Heads of an attention and which keys each query sees: always consecutive ones.</summary>
/// <remarks>
/// The place of query t among the keys is t + <see cref="Offset"/>. Query t of row b sees key s when all hold: s lies in the row's valid keys;
/// with <see cref="IsCausal"/>, s ≤ place; with a <see cref="Window"/> W, |place − s| &lt; W.
/// </remarks>
public sealed record AttentionPattern
{
    /// <summary>K, how many heads share the features of a step, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public required int Heads
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Heads), value, "Attention needs at least one head.");
    }

    /// <summary>Whether a query sees no key behind its own place; false by default.</summary>
    public bool IsCausal { get; init; }

    /// <summary>W: keys nearer than this many places are seen, the query's own place included; 0, the default, for all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0.</exception>
    public int Window
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(Window), value, "A window counts keys; give 0 for all or at least 1.");
    }

    /// <summary>The key that stands at the place of query 0: how many keys of earlier steps come first; 0 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0.</exception>
    public int Offset
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(Offset), value, "An offset counts the keys before those of the queries; give at least 0.");
    }

    /// <summary>Valid queries of each row, B numbers from 0 to T; default when all are.</summary>
    public ImmutableArray<int> QueryLengths { get; init; }

    /// <summary>The first valid key of each row, B numbers from 0 to S; default when it is 0 everywhere.</summary>
    public ImmutableArray<int> KeyStarts { get; init; }

    /// <summary>One past the last valid key of each row, B numbers from 0 to S; default when it is S everywhere.</summary>
    public ImmutableArray<int> KeyEnds { get; init; }
}
