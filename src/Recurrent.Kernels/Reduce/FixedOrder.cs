using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Recurrent.Kernels.Reduce;

/// <summary>
/// Sums whose bits depend on the numbers alone: not on the vector width, not on the machine. For everything that reaches a loss or a norm.
/// </summary>
/// <remarks>
/// 16 virtual lanes in double precision: lane j adds the terms j, j + 16, j + 32, … in this order; then lane j += lane j + 8, + 4, + 2, + 1.
/// A product of two floats is exact in double, so fused and separate multiply-add agree. The relative error of a sum of n terms of one
/// sign is below (n / 16 + 4) 2⁻⁵³.
/// </remarks>
internal static class FixedOrder
{
    private const int Lanes = 16;

    /// <summary>Σ x[i].</summary>
    /// <param name="x">Any floats; empty gives 0.</param>
    /// <returns>The sum in double precision.</returns>
    public static double Sum(ReadOnlySpan<float> x) => Total<ValueTerm>(x, x, 0);

    /// <summary>Σ x[i]².</summary>
    /// <param name="x">Any floats; empty gives 0.</param>
    /// <returns>The sum in double precision: it does not overflow for finite floats.</returns>
    public static double SumOfSquares(ReadOnlySpan<float> x) => Total<ProductTerm>(x, x, 0);

    /// <summary>Σ (x[i] − mean)².</summary>
    /// <param name="x">Any floats; empty gives 0.</param>
    /// <param name="mean">What is subtracted from every element.</param>
    /// <returns>The sum in double precision.</returns>
    public static double SumOfSquaredDeviations(ReadOnlySpan<float> x, double mean) => Total<DeviationTerm>(x, x, mean);

    /// <summary>Σ x[i] y[i].</summary>
    /// <param name="x">Any floats; empty gives 0.</param>
    /// <param name="y">As long as <paramref name="x"/>.</param>
    /// <returns>The sum in double precision.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        Lengths.RequireEqual(x.Length, y.Length);
        return Total<ProductTerm>(x, y, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Total<TTerm>(ReadOnlySpan<float> x, ReadOnlySpan<float> y, double parameter)
        where TTerm : struct, ITerm
    {
        Span<double> lanes = stackalloc double[Lanes];
        lanes.Clear();
        int done = 0;
        if (Vector256.IsHardwareAccelerated) done = Accumulate256<TTerm>(x, y, parameter, lanes);
        else if (Vector128.IsHardwareAccelerated) done = Accumulate128<TTerm>(x, y, parameter, lanes);
        for (int i = done; i < x.Length; i++) lanes[i % Lanes] += TTerm.Invoke(x[i], y[i], parameter);
        for (int distance = Lanes / 2; distance > 0; distance /= 2)
            for (int lane = 0; lane < distance; lane++) lanes[lane] += lanes[lane + distance];
        return lanes[0];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Accumulate256<TTerm>(ReadOnlySpan<float> x, ReadOnlySpan<float> y, double parameter, Span<double> lanes)
        where TTerm : struct, ITerm
    {
        ReadOnlySpan<Vector256<float>> left = MemoryMarshal.Cast<float, Vector256<float>>(x);
        ReadOnlySpan<Vector256<float>> right = MemoryMarshal.Cast<float, Vector256<float>>(y)[..left.Length];
        Vector256<double> constant = Vector256.Create(parameter);
        Vector256<double> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        int i = 0;
        for (; i < left.Length - 1; i += 2)
        {
            sum0 += TTerm.Invoke(Vector256.WidenLower(left[i]), Vector256.WidenLower(right[i]), constant);
            sum1 += TTerm.Invoke(Vector256.WidenUpper(left[i]), Vector256.WidenUpper(right[i]), constant);
            sum2 += TTerm.Invoke(Vector256.WidenLower(left[i + 1]), Vector256.WidenLower(right[i + 1]), constant);
            sum3 += TTerm.Invoke(Vector256.WidenUpper(left[i + 1]), Vector256.WidenUpper(right[i + 1]), constant);
        }

        sum0.CopyTo(lanes);
        sum1.CopyTo(lanes[4..]);
        sum2.CopyTo(lanes[8..]);
        sum3.CopyTo(lanes[12..]);
        return i * Vector256<float>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Accumulate128<TTerm>(ReadOnlySpan<float> x, ReadOnlySpan<float> y, double parameter, Span<double> lanes)
        where TTerm : struct, ITerm
    {
        ReadOnlySpan<Vector128<float>> left = MemoryMarshal.Cast<float, Vector128<float>>(x);
        ReadOnlySpan<Vector128<float>> right = MemoryMarshal.Cast<float, Vector128<float>>(y)[..left.Length];
        Span<Vector128<double>> sums = MemoryMarshal.Cast<double, Vector128<double>>(lanes);
        Vector128<double> constant = Vector128.Create(parameter);
        int whole = left.Length / 4 * 4;
        // Four of the sixteen lanes at a time: the sums stay in registers.
        for (int quarter = 0; quarter < 4; quarter++)
        {
            Vector128<double> lower = default, upper = default;
            for (int i = quarter; i < whole; i += 4)
            {
                lower += TTerm.Invoke(Vector128.WidenLower(left[i]), Vector128.WidenLower(right[i]), constant);
                upper += TTerm.Invoke(Vector128.WidenUpper(left[i]), Vector128.WidenUpper(right[i]), constant);
            }

            sums[2 * quarter] = lower;
            sums[(2 * quarter) + 1] = upper;
        }

        return whole * Vector128<float>.Count;
    }
}
