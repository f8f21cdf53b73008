using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Recurrent.Tensors.Ops.Losses;

/// <summary>Eight elements at once in double precision; the lanes are part of the order of the sum, so every machine gives the same bits.</summary>
internal readonly struct VectorLossLoop<TLoss> : ILossLoop
    where TLoss : struct, IVectorLoss
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static LossSum Run(in LossSpans spans, int start, int length)
    {
        if (spans.Repeat != 1 || spans.Second.Length != 1)
        {
            return ScalarLossLoop<TLoss>.Run(spans, start, length);
        }

        ReadOnlySpan<Vector256<float>> first = MemoryMarshal.Cast<float, Vector256<float>>(spans.First.Slice(start, length));
        ReadOnlySpan<Vector256<float>> targets = MemoryMarshal.Cast<float, Vector256<float>>(spans.Targets.Slice(start, length));
        ReadOnlySpan<Vector256<float>> weights = MemoryMarshal.Cast<float, Vector256<float>>(spans.Weights.IsEmpty ? [] : spans.Weights.Slice(start, length));
        Span<Vector256<float>> derivatives = MemoryMarshal.Cast<float, Vector256<float>>(spans.FirstDerivative.IsEmpty ? [] : spans.FirstDerivative.Slice(start, length));
        Vector256<double> second = Vector256.Create((double)spans.Second[0]);
        Vector256<double> lowerSum = default, upperSum = default, lowerWeights = default, upperWeights = default;
        for (int index = 0; index < first.Length; index++)
        {
            (Vector256<double> lowerFirst, Vector256<double> upperFirst) = Vector256.Widen(first[index]);
            (Vector256<double> lowerTarget, Vector256<double> upperTarget) = Vector256.Widen(targets[index]);
            Vector256<double> lower = TLoss.Evaluate(lowerFirst, second, lowerTarget, out Vector256<double> lowerDerivative);
            Vector256<double> upper = TLoss.Evaluate(upperFirst, second, upperTarget, out Vector256<double> upperDerivative);
            if (index < weights.Length)
            {
                (Vector256<double> lowerWeight, Vector256<double> upperWeight) = Vector256.Widen(weights[index]);
                lower = Weigh(lower, lowerWeight);
                upper = Weigh(upper, upperWeight);
                lowerDerivative = Weigh(lowerDerivative, lowerWeight);
                upperDerivative = Weigh(upperDerivative, upperWeight);
                lowerWeights += lowerWeight;
                upperWeights += upperWeight;
            }

            lowerSum += lower;
            upperSum += upper;
            if (index < derivatives.Length)
            {
                derivatives[index] = Vector256.Narrow(lowerDerivative, upperDerivative);
            }
        }

        int whole = first.Length * Vector256<float>.Count;
        LossSum rest = ScalarLossLoop<TLoss>.Run(spans, start + whole, length - whole);
        double weight = spans.Weights.IsEmpty ? whole : Sum(lowerWeights + upperWeights);
        return new LossSum(Sum(lowerSum + upperSum) + rest.Loss, weight + rest.Weight);
    }

    /// <summary>w x, and 0 where w is 0, whatever stands there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Weigh(Vector256<double> x, Vector256<double> weight) =>
        Vector256.ConditionalSelect(Vector256.Equals(weight, Vector256<double>.Zero), Vector256<double>.Zero, weight * x);

    private static double Sum(Vector256<double> lanes) => lanes[0] + lanes[1] + (lanes[2] + lanes[3]);
}
