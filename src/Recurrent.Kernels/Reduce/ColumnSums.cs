using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Reduce;

/// <summary>Sums over the rows of a matrix: the gradient of a bias.</summary>
internal static class ColumnSums
{
    /// <summary>Columns whose sums stay in the first-level cache while the rows pass by; also the least a thread gets.</summary>
    private const int StripColumns = 256;

    /// <summary>Columns of two cache lines: borders of threads lie between lines.</summary>
    private const int Grain = 32;

    /// <summary>Elements below which a second thread costs more than it brings.</summary>
    private const int ElementsPerPart = 64 * 1024;

    /// <summary>destination[c] += Σ_r matrix[r, c].</summary>
    /// <param name="matrix">[R, C], row-major.</param>
    /// <param name="columns">C ≥ 1.</param>
    /// <param name="destination">[C], added to.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <remarks>
    /// Each column is added from its first row to its last in double precision and rounded once, so the bits depend neither on the vector
    /// width nor on how columns are shared between threads.
    /// </remarks>
    public static void Add(ReadOnlySpan<float> matrix, int columns, Span<float> destination) => Add(matrix, columns, destination, ThreadTeam.Single);

    /// <inheritdoc cref="Add(ReadOnlySpan{float}, int, Span{float})"/>
    /// <param name="matrix">[R, C], row-major.</param>
    /// <param name="columns">C ≥ 1.</param>
    /// <param name="destination">[C], added to.</param>
    /// <param name="team">Threads that share the columns.</param>
    public static void Add(ReadOnlySpan<float> matrix, int columns, Span<float> destination, ThreadTeam team)
    {
        Lengths.RequireEqual(columns, destination.Length);
        AddFirst(matrix, columns, destination, team);
    }

    /// <summary>destination[c] += Σ_r matrix[r, c] for the first columns of a matrix.</summary>
    /// <param name="matrix">Rows of <paramref name="pitch"/> floats.</param>
    /// <param name="pitch">Floats from row to row, at least 1.</param>
    /// <param name="destination">As many columns as are summed, at most <paramref name="pitch"/>; added to.</param>
    /// <param name="team">Threads that share the columns.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static void AddFirst(ReadOnlySpan<float> matrix, int pitch, Span<float> destination, ThreadTeam team)
    {
        Lengths.RequireRows(matrix.Length, pitch);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(destination.Length, pitch, nameof(destination));
        team.Run(new Job(matrix, pitch, destination), Math.Max(1, matrix.Length / ElementsPerPart));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddColumns(ReadOnlySpan<float> matrix, int pitch, Span<float> destination, ItemRange own)
    {
        Span<double> sums = stackalloc double[StripColumns];
        for (int start = own.Start; start < own.End; start += StripColumns)
        {
            Span<float> target = destination[start..Math.Min(own.End, start + StripColumns)];
            Span<double> strip = sums[..target.Length];
            strip.Clear();
            int offset = start;
            for (; matrix.Length - offset > 3L * pitch; offset += 4 * pitch) AddFourRows(matrix[offset..], pitch, strip);
            for (; offset < matrix.Length; offset += pitch) AddRow(matrix.Slice(offset, strip.Length), strip);
            for (int c = 0; c < target.Length; c++) target[c] = (float)(target[c] + strip[c]);
        }
    }

    /// <summary>Four rows at once, so that a sum is loaded and stored once for all of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFourRows(ReadOnlySpan<float> rows, int pitch, Span<double> sums)
    {
        ReadOnlySpan<float> first = rows[..sums.Length], second = rows.Slice(pitch, sums.Length);
        ReadOnlySpan<float> third = rows.Slice(2 * pitch, sums.Length), fourth = rows.Slice(3 * pitch, sums.Length);
        int done = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            Span<Vector512<double>> totals = MemoryMarshal.Cast<double, Vector512<double>>(sums);
            ReadOnlySpan<Vector256<float>> a = MemoryMarshal.Cast<float, Vector256<float>>(first), b = MemoryMarshal.Cast<float, Vector256<float>>(second);
            ReadOnlySpan<Vector256<float>> c = MemoryMarshal.Cast<float, Vector256<float>>(third), d = MemoryMarshal.Cast<float, Vector256<float>>(fourth);
            for (int i = 0; i < totals.Length; i++) totals[i] = totals[i] + Widen(a[i]) + Widen(b[i]) + Widen(c[i]) + Widen(d[i]);
            done = totals.Length * Vector512<double>.Count;
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Span<Vector256<double>> totals = MemoryMarshal.Cast<double, Vector256<double>>(sums);
            ReadOnlySpan<Vector128<float>> a = MemoryMarshal.Cast<float, Vector128<float>>(first), b = MemoryMarshal.Cast<float, Vector128<float>>(second);
            ReadOnlySpan<Vector128<float>> c = MemoryMarshal.Cast<float, Vector128<float>>(third), d = MemoryMarshal.Cast<float, Vector128<float>>(fourth);
            for (int i = 0; i < totals.Length; i++) totals[i] = totals[i] + Widen(a[i]) + Widen(b[i]) + Widen(c[i]) + Widen(d[i]);
            done = totals.Length * Vector256<double>.Count;
        }

        AddRow(first[done..], sums[done..]);
        AddRow(second[done..], sums[done..]);
        AddRow(third[done..], sums[done..]);
        AddRow(fourth[done..], sums[done..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Widen(Vector256<float> values) => Vector512.WidenLower(values.ToVector512Unsafe());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Widen(Vector128<float> values) => Vector256.WidenLower(values.ToVector256Unsafe());

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

    private readonly ref struct Job(ReadOnlySpan<float> matrix, int pitch, Span<float> destination) : IParallelJob
    {
        private readonly ReadOnlySpan<float> _matrix = matrix;
        private readonly int _pitch = pitch;
        private readonly Span<float> _destination = destination;

        public static bool PartsAreIndependent => true;

        public void Execute(int part, int parts, TeamBarrier barrier) =>
            AddColumns(_matrix, _pitch, _destination, RangeSplitter.Split(_destination.Length, Grain, part, parts));
    }
}
