using System.Runtime.Intrinsics;

namespace Recurrent.Training.Gradients;

/// <summary>Sums whose order depends on the length alone: the same bits at every vector width and thread count.</summary>
internal static class FixedOrderSum
{
    private const int Lanes = 8;

    /// <summary>Σ x² in double precision: finite exactly when every x is, since no square of a float32 overflows a double.</summary>
    public static double OfSquares(ReadOnlySpan<float> values)
    {
        Vector256<double> lower = Vector256<double>.Zero, upper = Vector256<double>.Zero;
        int position = 0;
        for (; position <= values.Length - Lanes; position += Lanes)
        {
            (Vector256<double> first, Vector256<double> second) = Vector256.Widen(Vector256.Create(values.Slice(position, Lanes)));
            lower += first * first;
            upper += second * second;
        }

        double rest = 0;
        foreach (float value in values[position..])
        {
            rest += (double)value * value;
        }

        Vector256<double> sum = lower + upper;
        return (sum[0] + sum[1] + (sum[2] + sum[3])) + rest;
    }
}
