using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Losses;

namespace Recurrent.Tensors.Ops;

/// <summary>Squared error.</summary>
public static class MeanSquaredErrorOp
{
    /// <summary>Mean of (p − t)².</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="predictions">p, any shape.</param>
    /// <param name="targets">t, of the same shape.</param>
    /// <param name="weights">One weight ≥ 0 a target, of the targets' shape: 0 masks a missing value, whatever stands there. Null weighs all alike.</param>
    /// <returns>A scalar: Σ w ℓ / Σ w, or 0 when no weight is above 0.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <remarks>∂p = 2 w (p − t) / Σ w. Targets and weights are constants: they get no gradient.</remarks>
    public static Tensor MeanSquaredError(this Tape tape, Tensor predictions, Tensor targets, Tensor? weights = null)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(targets);
        return PointwiseLoss.ApplyVector<Loss>(tape, new LossArguments(nameof(MeanSquaredError), predictions, targets, weights));
    }

    private readonly struct Loss : IVectorLoss
    {
        public static double Evaluate(in LossInputs inputs, double target, out LossInputs derivatives)
        {
            double error = inputs.First - target;
            derivatives = new LossInputs(2 * error, 0, 0);
            return error * error;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<double> Evaluate(Vector256<double> first, Vector256<double> second, Vector256<double> target, out Vector256<double> derivative)
        {
            Vector256<double> error = first - target;
            derivative = error + error;
            return error * error;
        }
    }
}
