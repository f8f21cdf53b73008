using System.Runtime.CompilerServices;

namespace Recurrent.Tensors.Ops.Losses;

/// <summary>Element by element: any loss, any number of inputs.</summary>
internal readonly struct ScalarLossLoop<TLoss> : ILossLoop
    where TLoss : struct, IPointwiseLoss
{
    /// <inheritdoc/>
    public static LossSum Run(in LossSpans spans, int start, int length)
    {
        ReadOnlySpan<float> firsts = spans.First, seconds = spans.Second, thirds = spans.Third;
        ReadOnlySpan<float> targets = spans.Targets.Slice(start, length);
        ReadOnlySpan<float> weights = spans.Weights.IsEmpty ? [] : spans.Weights.Slice(start, length);
        Span<float> firstDerivative = spans.FirstDerivative, secondDerivative = spans.SecondDerivative, thirdDerivative = spans.ThirdDerivative;
        double sum = 0, totalWeight = 0;
        int index = start * spans.Repeat, secondIndex = index % seconds.Length;
        for (int element = 0; element < targets.Length; element++)
        {
            double weight = weights.IsEmpty ? 1 : weights[element];
            for (int repeat = 0; repeat < spans.Repeat; repeat++, index++)
            {
                LossInputs derivatives = default;
                if (weight != 0)
                {
                    var inputs = new LossInputs(firsts[index], seconds[secondIndex], thirds.IsEmpty ? 0 : thirds[index]);
                    sum += weight * TLoss.Evaluate(inputs, targets[element], out derivatives);
                    totalWeight += weight;
                }

                Store(firstDerivative, index, weight * derivatives.First);
                Store(secondDerivative, index, weight * derivatives.Second);
                Store(thirdDerivative, index, weight * derivatives.Third);
                secondIndex = secondIndex + 1 == seconds.Length ? 0 : secondIndex + 1;
            }
        }

        return new LossSum(sum, totalWeight);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Span<float> destination, int index, double value)
    {
        if (index < destination.Length)
        {
            destination[index] = (float)value;
        }
    }
}
