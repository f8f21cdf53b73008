using System.Collections.Immutable;
using Recurrent.Tensors.Random;

namespace Recurrent.Training.Data;

/// <summary>Batches of items of similar length, so that little time goes into padding.</summary>
public static class LengthBuckets
{
    /// <summary>Shuffles, groups items of similar length, and shuffles the batches.</summary>
    /// <param name="lengths">The length of every item.</param>
    /// <param name="batchSize">Items of a batch, at least 1; only the last batch of the sorted pool may have fewer.</param>
    /// <param name="random">Decides the order; give each epoch its own stream.</param>
    /// <param name="poolBatches">
    /// How many batches are sorted together: 1 is plain random batching, larger pads less and mixes less. Default 50.
    /// </param>
    /// <returns>Item numbers of each batch; every item is in exactly one.</returns>
    public static ImmutableArray<ImmutableArray<int>> Shuffled(ReadOnlySpan<int> lengths, int batchSize, RandomStream random, int poolBatches = 50)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(poolBatches, 1);
        int[] order = [.. Enumerable.Range(0, lengths.Length)];
        RandomStream next = random.Shuffle<int>(order);
        int[] byItem = lengths.ToArray();
        long pool = (long)batchSize * poolBatches;
        for (int start = 0; start < order.Length; start = (int)Math.Min(order.Length, start + pool))
        {
            int count = (int)Math.Min(pool, order.Length - start);

            // A stable order, so that items of equal length stay in their shuffled order and not in the sort's whim.
            int[] sorted = [.. order.AsSpan(start, count).ToArray().OrderBy(item => byItem[item])];
            sorted.CopyTo(order, start);
        }

        ImmutableArray<int>[] batches = [.. order.Chunk(batchSize).Select(chunk => chunk.ToImmutableArray())];
        next.Shuffle<ImmutableArray<int>>(batches);
        return [.. batches];
    }

    /// <summary>Batches for evaluation: shortest first, no randomness.</summary>
    /// <param name="lengths">The length of every item.</param>
    /// <param name="batchSize">Items of a batch, at least 1.</param>
    /// <returns>Item numbers of each batch; every item is in exactly one.</returns>
    public static ImmutableArray<ImmutableArray<int>> Sorted(ReadOnlySpan<int> lengths, int batchSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        int[] byItem = lengths.ToArray();
        return [.. Enumerable.Range(0, byItem.Length).OrderBy(item => byItem[item]).Chunk(batchSize).Select(chunk => chunk.ToImmutableArray())];
    }
}
