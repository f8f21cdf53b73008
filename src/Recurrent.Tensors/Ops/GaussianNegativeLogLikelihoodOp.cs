using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Losses;

namespace Recurrent.Tensors.Ops;

/// <summary>Likelihood of normal distributions.</summary>
public static class GaussianNegativeLogLikelihoodOp
{
    /// <summary>Mean of ½ (v + (t − μ)² e⁻ᵛ + ln 2π): how unlikely the targets are under normal distributions of mean μ and variance eᵛ.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="mean">μ, any shape.</param>
    /// <param name="logVariance">v = ln σ², of the same shape.</param>
    /// <param name="targets">t, of the same shape.</param>
    /// <param name="weights">One weight ≥ 0 a target, of the targets' shape: 0 masks a missing value, whatever stands there. Null weighs all alike.</param>
    /// <returns>A scalar: Σ w ℓ / Σ w, or 0 when no weight is above 0.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <remarks>∂μ = w (μ − t) e⁻ᵛ / Σ w, ∂v = ½ w (1 − (t − μ)² e⁻ᵛ) / Σ w. The scale is given as the logarithm of the variance, which any network output is. Targets and weights are constants: they get no gradient.</remarks>
    public static Tensor GaussianNegativeLogLikelihood(this Tape tape, Tensor mean, Tensor logVariance, Tensor targets, Tensor? weights = null)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(logVariance);
        return PointwiseLoss.Apply<Loss>(tape, new LossArguments(nameof(GaussianNegativeLogLikelihood), mean, targets, weights) { Second = logVariance });
    }

    private readonly struct Loss : IPointwiseLoss
    {
        public static double Evaluate(in LossInputs inputs, double target, out LossInputs derivatives)
        {
            double error = inputs.First - target;
            double precision = Math.Exp(-inputs.Second);
            derivatives = new LossInputs(error * precision, 0.5 * (1 - (error * error * precision)), 0);
            return 0.5 * (inputs.Second + (error * error * precision) + StableMath.LogTwoPi);
        }
    }
}
