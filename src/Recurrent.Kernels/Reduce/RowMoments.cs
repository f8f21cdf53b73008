namespace Recurrent.Kernels.Reduce;

/// <summary>Mean and variance of every row, as layer normalisation needs them.</summary>
internal static class RowMoments
{
    /// <summary>mean[r] = Σ_c x[r, c] / C and variance[r] = Σ_c (x[r, c] − mean[r])² / C.</summary>
    /// <param name="x">[R, C], row-major, C ≥ 1.</param>
    /// <param name="columns">C ≥ 1.</param>
    /// <param name="mean">[R].</param>
    /// <param name="variance">[R]; the biased variance, as layer normalisation uses it.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <remarks>Two passes in double precision: a mean large against the spread costs no accuracy.</remarks>
    public static void Compute(ReadOnlySpan<float> x, int columns, Span<float> mean, Span<float> variance)
    {
        int rows = Lengths.RequireRows(x.Length, columns);
        Lengths.RequireEqual(rows, mean.Length);
        Lengths.RequireEqual(rows, variance.Length);
        for (int r = 0; r < rows; r++)
        {
            ReadOnlySpan<float> row = x.Slice(r * columns, columns);
            double rowMean = FixedOrder.Sum(row) / columns;
            mean[r] = (float)rowMean;
            variance[r] = (float)(FixedOrder.SumOfSquaredDeviations(row, rowMean) / columns);
        }
    }
}
