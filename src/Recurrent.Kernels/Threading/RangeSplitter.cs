namespace Recurrent.Kernels.Threading;

/// <summary>Cuts n items into consecutive ranges whose borders are multiples of a grain.</summary>
internal static class RangeSplitter
{
    /// <summary>The range of one part; ranges differ by at most one grain and together cover every item once.</summary>
    /// <param name="count">Number of items, 0 or more.</param>
    /// <param name="grain">Every border but the last is a multiple of it; at least 1.</param>
    /// <param name="part">Index of the part, 0 to <paramref name="parts"/> − 1.</param>
    /// <param name="parts">Number of parts, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static ItemRange Split(int count, int grain, int part, int parts)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(grain);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parts);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)part, (uint)parts, nameof(part));
        if (parts == 1)
        {
            return new ItemRange(0, count);
        }

        long grains = ((long)count + grain - 1) / grain;
        long start = grains * part / parts * grain;
        long end = grains * (part + 1) / parts * grain;
        return new ItemRange((int)Math.Min(start, count), (int)Math.Min(end, count));
    }
}
