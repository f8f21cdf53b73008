using Recurrent.Kernels.Random;

namespace Recurrent.Tensors.Random;

/// <summary>A position in one stream of random numbers; number i of a stream is a pure function of its key and i.</summary>
/// <param name="Key">Which stream; <see cref="RandomSource.Stream"/> makes it from seed and name.</param>
/// <param name="Position">How many numbers have been taken.</param>
/// <remarks>Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011).</remarks>
public readonly record struct RandomStream(ulong Key, ulong Position)
{
    /// <summary>The stream after <paramref name="count"/> more numbers.</summary>
    /// <param name="count">At least 0.</param>
    /// <returns>The later position.</returns>
    public RandomStream Advance(long count) => this with { Position = Position + (ulong)count };

    /// <summary>Uniform numbers in [0, 1) with 24 random bits each.</summary>
    /// <param name="destination">Filled; take <see cref="Advance"/> by its length before drawing more.</param>
    public void FillUniform(Span<float> destination) => Philox.FillUniform(Key, Position, destination);

    /// <summary>Standard normal numbers.</summary>
    /// <param name="destination">Filled; take <see cref="Advance"/> by its length before drawing more.</param>
    public void FillNormal(Span<float> destination) => Philox.FillNormal(Key, Position, destination);

    /// <summary>A number from 0 to <paramref name="exclusiveMaximum"/> − 1 from the current position.</summary>
    /// <param name="exclusiveMaximum">From 1 to 2^24: beyond, 24 random bits cannot reach every value.</param>
    /// <returns>The number; take <see cref="Advance"/> by 1 before drawing another.</returns>
    public int NextInt32(int exclusiveMaximum)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveMaximum);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(exclusiveMaximum, 1 << 24);
        Span<float> uniform = stackalloc float[1];
        FillUniform(uniform);
        return Math.Min((int)(uniform[0] * exclusiveMaximum), exclusiveMaximum - 1);
    }

    /// <summary>Puts items in random order (Fisher–Yates).</summary>
    /// <typeparam name="T">Any type.</typeparam>
    /// <param name="items">At most 2^24; reordered in place.</param>
    /// <returns>The stream after the numbers used.</returns>
    public RandomStream Shuffle<T>(Span<T> items)
    {
        RandomStream stream = this;
        for (int last = items.Length - 1; last > 0; last--)
        {
            int chosen = stream.NextInt32(last + 1);
            stream = stream.Advance(1);
            (items[last], items[chosen]) = (items[chosen], items[last]);
        }

        return stream;
    }
}
