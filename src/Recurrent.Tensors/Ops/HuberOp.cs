using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Losses;

namespace Recurrent.Tensors.Ops;

/// <summary>Huber's loss.</summary>
public static class HuberOp
{
    /// <summary>Mean of ½ e² where |e| ≤ δ, else δ (|e| − ½ δ), with e = p − t: squared error that does not run after outliers.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="predictions">p, any shape.</param>
    /// <param name="targets">t, of the same shape.</param>
    /// <param name="delta">δ &gt; 0, where the square turns into a line; 1 as in PyTorch.</param>
    /// <param name="weights">One weight ≥ 0 a target, of the targets' shape: 0 masks a missing value, whatever stands there. Null weighs all alike.</param>
    /// <returns>A scalar: Σ w ℓ / Σ w, or 0 when no weight is above 0.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">δ is not above 0.</exception>
    /// <remarks>∂p = w clamp(e, −δ, δ) / Σ w. Huber, 1964. Targets and weights are constants: they get no gradient.</remarks>
    public static Tensor Huber(this Tape tape, Tensor predictions, Tensor targets, float delta = 1f, Tensor? weights = null)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(delta);
        return PointwiseLoss.ApplyVector<Loss>(tape, new LossArguments(nameof(Huber), predictions, targets, weights) { Second = tape.Constant([delta], default) });
    }

    private readonly struct Loss : IVectorLoss
    {
        public static double Evaluate(in LossInputs inputs, double target, out LossInputs derivatives)
        {
            double error = inputs.First - target;
            double delta = inputs.Second;
            double absolute = Math.Abs(error);
            derivatives = new LossInputs(Math.Clamp(error, -delta, delta), 0, 0);
            return absolute <= delta ? 0.5 * error * error : delta * (absolute - (0.5 * delta));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<double> Evaluate(Vector256<double> first, Vector256<double> second, Vector256<double> target, out Vector256<double> derivative)
        {
            Vector256<double> error = first - target;
            Vector256<double> half = Vector256.Create(0.5), absolute = Vector256.Abs(error);
            Vector256<double> isSmall = Vector256.LessThanOrEqual(absolute, second);

            // Comparisons with what is not a number fail and leave it as it is.
            Vector256<double> atMost = Vector256.ConditionalSelect(Vector256.GreaterThan(error, second), second, error);
            derivative = Vector256.ConditionalSelect(Vector256.LessThan(error, -second), -second, atMost);
            return Vector256.ConditionalSelect(isSmall, half * error * error, second * (absolute - (half * second)));
        }
    }
}
