using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>Sums over the rows of a packed panel, in double precision and in the order of rows: the bits are those of <see cref="Reduce.ColumnSums"/>.</summary>
internal static unsafe class PanelSums
{
    /// <summary>Columns whose sums stay in registers.</summary>
    private const int Strip = 16;

    /// <summary>sums[c] += Σ_k panel[k, c].</summary>
    /// <param name="panel">[depth, stored].</param>
    /// <param name="depth">Rows.</param>
    /// <param name="stored">Floats from row to row.</param>
    /// <param name="columns">Columns to sum, at most <paramref name="stored"/>.</param>
    /// <param name="sums">[columns].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(float* panel, int depth, int stored, int columns, double* sums)
    {
        int column = 0;
        for (; Vector256.IsHardwareAccelerated && column <= columns - Strip; column += Strip)
        {
            AddStrip(panel + column, depth, stored, sums + column);
        }

        for (; column < columns; column++)
        {
            double sum = sums[column];
            for (nint k = 0; k < depth; k++) sum += panel[(k * stored) + column];
            sums[column] = sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddStrip(float* panel, int depth, int stored, double* sums)
    {
        Vector256<double> a = Vector256.Load(sums), b = Vector256.Load(sums + 4), c = Vector256.Load(sums + 8), d = Vector256.Load(sums + 12);
        for (int k = 0; k < depth; k++, panel += stored)
        {
            a += Widen(panel);
            b += Widen(panel + 4);
            c += Widen(panel + 8);
            d += Widen(panel + 12);
        }

        a.Store(sums);
        b.Store(sums + 4);
        c.Store(sums + 8);
        d.Store(sums + 12);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Widen(float* source) => Vector256.WidenLower(Vector128.Load(source).ToVector256Unsafe());
}
