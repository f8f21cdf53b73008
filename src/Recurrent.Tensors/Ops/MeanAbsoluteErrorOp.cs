using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Losses;

namespace Recurrent.Tensors.Ops;

/// <summary>Absolute error.</summary>
public static class MeanAbsoluteErrorOp
{
    /// <summary>Mean of |p − t|.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="predictions">p, any shape.</param>
    /// <param name="targets">t, of the same shape.</param>
    /// <param name="weights">One weight ≥ 0 a target, of the targets' shape: 0 masks a missing value, whatever stands there. Null weighs all alike.</param>
    /// <returns>A scalar: Σ w ℓ / Σ w, or 0 when no weight is above 0.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <remarks>∂p = w sign(p − t) / Σ w, and 0 where p = t. Targets and weights are constants: they get no gradient.</remarks>
    public static Tensor MeanAbsoluteError(this Tape tape, Tensor predictions, Tensor targets, Tensor? weights = null)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(targets);
        return PointwiseLoss.Apply<Loss>(tape, new LossArguments(nameof(MeanAbsoluteError), predictions, targets, weights));
    }

    private readonly struct Loss : IPointwiseLoss
    {
        public static double Evaluate(in LossInputs inputs, double target, out LossInputs derivatives)
        {
            double error = inputs.First - target;
            derivatives = new LossInputs(double.IsNaN(error) ? error : Math.Sign(error), 0, 0);
            return Math.Abs(error);
        }
    }
}
