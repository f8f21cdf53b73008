using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Recurrent.Kernels.Reduce;

/// <summary>Sums over the rows of a matrix: the gradient of a bias.</summary>
internal static class ColumnSums
{
    private const int StripColumns = 256;

    /// <summary>destination[c] += Σ_r matrix[r, c].</summary>
    /// <param name="matrix">[R, C], row-major.</param>
    /// <param name="columns">C ≥ 1.</param>
    /// <param name="destination">[C], added to.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <remarks>
    /// Each column is added from its first row to its last in double precision and rounded once, so the bits depend neither on the vector
    /// width nor on how columns are shared between threads.
    /// </remarks>
    public static void Add(ReadOnlySpan<float> matrix, int columns, Span<float> destination)
    {
        Lengths.RequireEqual(columns, destination.Length);
        Lengths.RequireRows(matrix.Length, columns);
        Span<double> sums = stackalloc double[StripColumns];
        for (int start = 0; start < columns; start += StripColumns)
        {
            Span<float> target = destination.Slice(start, Math.Min(StripColumns, columns - start));
            Span<double> strip = sums[..target.Length];
            strip.Clear();
            for (int offset = start; offset < matrix.Length; offset += columns) AddRow(matrix.Slice(offset, strip.Length), strip);
            for (int c = 0; c < target.Length; c++) target[c] = (float)(target[c] + strip[c]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRow(ReadOnlySpan<float> row, Span<double> sums)
    {
        int done = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            ReadOnlySpan<Vector512<float>> values = MemoryMarshal.Cast<float, Vector512<float>>(row);
            Span<Vector512<double>> totals = MemoryMarshal.Cast<double, Vector512<double>>(sums);
            for (int i = 0; i < values.Length; i++)
            {
                totals[2 * i] += Vector512.WidenLower(values[i]);
                totals[(2 * i) + 1] += Vector512.WidenUpper(values[i]);
            }

            done = values.Length * Vector512<float>.Count;
        }

        if (Vector128.IsHardwareAccelerated)
        {
            ReadOnlySpan<Vector128<float>> values = MemoryMarshal.Cast<float, Vector128<float>>(row[done..]);
            Span<Vector128<double>> totals = MemoryMarshal.Cast<double, Vector128<double>>(sums[done..]);
            for (int i = 0; i < values.Length; i++)
            {
                totals[2 * i] += Vector128.WidenLower(values[i]);
                totals[(2 * i) + 1] += Vector128.WidenUpper(values[i]);
            }

            done += values.Length * Vector128<float>.Count;
        }

        for (; done < row.Length; done++) sums[done] += row[done];
    }
}
