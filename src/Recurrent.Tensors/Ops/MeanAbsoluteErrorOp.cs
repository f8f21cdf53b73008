using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
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
        return PointwiseLoss.ApplyVector<Loss>(tape, new LossArguments(nameof(MeanAbsoluteError), predictions, targets, weights));
    }

    private readonly struct Loss : IVectorLoss
    {
        public static double Evaluate(in LossInputs inputs, double target, out LossInputs derivatives)
        {
            double error = inputs.First - target;
            derivatives = new LossInputs(double.IsNaN(error) ? error : Math.Sign(error), 0, 0);
            return Math.Abs(error);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<double> Evaluate(Vector256<double> first, Vector256<double> second, Vector256<double> target, out Vector256<double> derivative)
        {
            Vector256<double> error = first - target;
            Vector256<double> one = Vector256<double>.One, zero = Vector256<double>.Zero;

            // Neither above nor below 0: 0, or not a number, which must stay.
            Vector256<double> downwards = Vector256.ConditionalSelect(Vector256.LessThan(error, zero), -one, error * zero);
            derivative = Vector256.ConditionalSelect(Vector256.GreaterThan(error, zero), one, downwards);
            return Vector256.Abs(error);
        }
    }
}
