using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Losses;

namespace Recurrent.Tensors.Ops;

/// <summary>Likelihood of gamma distributions.</summary>
public static class GammaNegativeLogLikelihoodOp
{
    /// <summary>Mean of ln Γ(k) − k ln k + k (t/μ − ln(t/μ)) + ln t: how unlikely positive targets of mean μ and variance μ²/k are.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="mean">μ &gt; 0, any shape.</param>
    /// <param name="concentration">k &gt; 0, of the same shape; 1 is the exponential distribution, large values are nearly normal.</param>
    /// <param name="targets">t &gt; 0, of the same shape.</param>
    /// <param name="weights">One weight ≥ 0 a target, of the targets' shape: 0 masks a missing value, whatever stands there. Null weighs all alike.</param>
    /// <returns>A scalar: Σ w ℓ / Σ w, or 0 when no weight is above 0.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <remarks>
    /// ∂μ = k (μ − t)/μ², ∂k = ψ(k) − ln k − 1 − ln(t/μ) + t/μ, each times w / Σ w. Make μ and k positive first, for example with Softplus and
    /// AddScalar. Targets and weights are constants: they get no gradient.
    /// </remarks>
    public static Tensor GammaNegativeLogLikelihood(this Tape tape, Tensor mean, Tensor concentration, Tensor targets, Tensor? weights = null)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(concentration);
        ArgumentNullException.ThrowIfNull(targets);
        return PointwiseLoss.Apply<Loss>(tape, new LossArguments(nameof(GammaNegativeLogLikelihood), mean, targets, weights) { Second = concentration });
    }

    private readonly struct Loss : IPointwiseLoss
    {
        public static double Evaluate(in LossInputs inputs, double target, out LossInputs derivatives)
        {
            double mean = inputs.First;
            double concentration = inputs.Second;
            double ratio = target / mean;
            double distance = ratio - Math.Log(ratio);
            derivatives = new LossInputs(
                concentration * (1 - ratio) / mean,
                GammaFunction.Digamma(concentration) - Math.Log(concentration) - 1 + distance,
                0);
            return GammaFunction.LogGamma(concentration) - (concentration * Math.Log(concentration)) + (concentration * distance) + Math.Log(target);
        }
    }
}
