using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Losses;
using Recurrent.Tensors.Ops.Shapes;

namespace Recurrent.Tensors.Ops;

/// <summary>Quantile loss.</summary>
public static class PinballOp
{
    /// <summary>Mean over elements and quantiles of max(q (t − p), (q − 1) (t − p)): its minimum is the q-quantile.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="predictions">p, <c>[…, Q]</c>: one prediction a quantile.</param>
    /// <param name="targets">t, <c>[…]</c>: the predictions' shape without the last axis.</param>
    /// <param name="quantiles">q, Q numbers in (0, 1).</param>
    /// <param name="weights">One weight ≥ 0 a target, of the targets' shape: 0 masks a missing value, whatever stands there. Null weighs all alike.</param>
    /// <returns>A scalar: Σ w ℓ / Σ w, or 0 when no weight is above 0.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A quantile is not in (0, 1).</exception>
    /// <remarks>∂p = w (1[p &gt; t] − q) / (Q Σ w), and 0 where p = t. Koenker and Bassett, 1978. The mean is over Q as well; the weighted quantile loss of forecasting papers is twice the sum over Σ |t|. Targets and weights are constants: they get no gradient.</remarks>
    public static Tensor Pinball(this Tape tape, Tensor predictions, Tensor targets, ReadOnlySpan<float> quantiles, Tensor? weights = null)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(targets);
        Check(predictions.Shape, targets.Shape, quantiles);
        return PointwiseLoss.Apply<Loss>(tape, new LossArguments(nameof(Pinball), predictions, targets, weights)
        {
            Second = tape.Constant(quantiles, new Shape(quantiles.Length)),
            Repeat = quantiles.Length,
        });
    }

    private readonly struct Loss : IPointwiseLoss
    {
        public static double Evaluate(in LossInputs inputs, double target, out LossInputs derivatives)
        {
            double error = target - inputs.First;
            double quantile = inputs.Second;
            derivatives = new LossInputs(error > 0 ? -quantile : error < 0 ? 1 - quantile : 0 * error, 0, 0);
            return Math.Max(quantile * error, (quantile - 1) * error);
        }
    }

    private static void Check(Shape predictions, Shape targets, ReadOnlySpan<float> quantiles)
    {
        if (predictions.Rank == 0 || predictions[-1] != quantiles.Length || AxisSplit.Reduced(predictions, -1, keepDimensions: false) != targets)
        {
            throw new ArgumentException($"Pinball got predictions {predictions}, targets {targets} and {quantiles.Length} quantiles; expected […, Q], […] and Q.", nameof(predictions));
        }

        foreach (float quantile in quantiles)
        {
            if (quantile is not (> 0f and < 1f))
            {
                throw new ArgumentOutOfRangeException(nameof(quantiles), quantile, "A quantile lies between 0 and 1, both excluded.");
            }
        }
    }
}
