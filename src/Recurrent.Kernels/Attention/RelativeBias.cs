using System.Numerics.Tensors;
using Recurrent.Kernels.Reduce;
using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Attention;

/// <summary>A number for each head and clipped distance, added to scores.</summary>
/// <remarks>
/// The table of a head goes from the farthest key behind a query to the farthest before it, so that consecutive keys read consecutive entries:
/// entry j belongs to the distance (query's place − key) of <see cref="Farthest"/> − j, and both ends to all distances beyond.
/// </remarks>
internal readonly ref struct RelativeBias
{
    /// <summary>[K, E], E entries a head; empty for no bias.</summary>
    public ReadOnlySpan<float> Table { get; init; }

    /// <summary>E.</summary>
    public int Entries { get; init; }

    /// <summary>The distance of entry 0.</summary>
    public int Farthest { get; init; }

    /// <summary>Adds the bias to the scores of consecutive keys.</summary>
    /// <param name="head">The head.</param>
    /// <param name="place">The query's place among the keys.</param>
    /// <param name="firstKey">The key of the first score.</param>
    /// <param name="scores">Scores of consecutive keys.</param>
    public void Add(int head, int place, int firstKey, Span<float> scores)
    {
        if (Table.IsEmpty) return;
        ReadOnlySpan<float> table = Table.Slice(head * Entries, Entries);
        ItemRange inside = Inside(place, firstKey, scores.Length);
        Span<float> before = scores[..inside.Start], within = scores[inside.Start..inside.End], after = scores[inside.End..];
        TensorPrimitives.Add(before, table[0], before);
        TensorPrimitives.Add(within, table.Slice(within.Length == 0 ? 0 : Entry(place, firstKey + inside.Start), within.Length), within);
        TensorPrimitives.Add(after, table[^1], after);
    }

    /// <summary>Adds the gradient of consecutive scores to that of a head's entries.</summary>
    public void AddGradient(int place, int firstKey, ReadOnlySpan<float> scoreGradients, Span<float> entryGradients)
    {
        if (Table.IsEmpty) return;
        ItemRange inside = Inside(place, firstKey, scoreGradients.Length);
        ReadOnlySpan<float> within = scoreGradients[inside.Start..inside.End];
        entryGradients[0] += (float)FixedOrder.Sum(scoreGradients[..inside.Start]);
        Span<float> entries = entryGradients.Slice(within.Length == 0 ? 0 : Entry(place, firstKey + inside.Start), within.Length);
        TensorPrimitives.Add(entries, within, entries);
        entryGradients[^1] += (float)FixedOrder.Sum(scoreGradients[inside.End..]);
    }

    private int Entry(int place, int key) => Farthest - place + key;

    /// <summary>The scores whose distance has an entry of its own.</summary>
    private ItemRange Inside(int place, int firstKey, int count)
    {
        int start = Math.Clamp(-Entry(place, firstKey), 0, count);
        return new ItemRange(start, Math.Clamp(Entries - Entry(place, firstKey), start, count));
    }
}
