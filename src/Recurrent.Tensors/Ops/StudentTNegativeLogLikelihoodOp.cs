using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Losses;

namespace Recurrent.Tensors.Ops;

/// <summary>Likelihood of Student's t-distributions.</summary>
public static class StudentTNegativeLogLikelihoodOp
{
    /// <summary>Mean of ln Γ(ν/2) − ln Γ((ν + 1)/2) + ½ ln(νπ) + ln σ + ½ (ν + 1) ln(1 + z²/ν), z = (t − μ)/σ: likelihood with heavy tails.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="distribution">μ, σ &gt; 0 and ν &gt; 0, each of the targets' shape.</param>
    /// <param name="targets">t, of the same shape.</param>
    /// <param name="weights">One weight ≥ 0 a target, of the targets' shape: 0 masks a missing value, whatever stands there. Null weighs all alike.</param>
    /// <returns>A scalar: Σ w ℓ / Σ w, or 0 when no weight is above 0.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <remarks>With q = (ν + 1) / (ν + z²): ∂μ = −q z/σ, ∂σ = (1 − q z²)/σ, ∂ν = ½ (ψ(ν/2) − ψ((ν + 1)/2) + 1/ν + ln(1 + z²/ν) − q z²/ν), each times w / Σ w. Make σ and ν positive first, for example with Softplus and AddScalar. Targets and weights are constants: they get no gradient.</remarks>
    public static Tensor StudentTNegativeLogLikelihood(this Tape tape, StudentTParameters distribution, Tensor targets, Tensor? weights = null)
    {
        ArgumentNullException.ThrowIfNull(distribution.Location);
        ArgumentNullException.ThrowIfNull(distribution.Scale);
        ArgumentNullException.ThrowIfNull(distribution.DegreesOfFreedom);
        ArgumentNullException.ThrowIfNull(targets);
        return PointwiseLoss.Apply<Loss>(tape, new LossArguments(nameof(StudentTNegativeLogLikelihood), distribution.Location, targets, weights)
        {
            Second = distribution.Scale,
            Third = distribution.DegreesOfFreedom,
        });
    }

    private readonly struct Loss : IPointwiseLoss
    {
        public static double Evaluate(in LossInputs inputs, double target, out LossInputs derivatives)
        {
            double scale = inputs.Second;
            double freedom = inputs.Third;
            double z = (target - inputs.First) / scale;
            double square = z * z;
            double ratio = (freedom + 1) / (freedom + square);
            double tail = StableMath.LogOnePlus(square / freedom);
            double digamma = GammaFunction.Digamma(freedom / 2) - GammaFunction.Digamma((freedom + 1) / 2);
            derivatives = new LossInputs(
                -ratio * z / scale,
                (1 - (ratio * square)) / scale,
                0.5 * (digamma + (1 / freedom) + tail - (ratio * square / freedom)));
            double normalization = GammaFunction.LogGamma(freedom / 2) - GammaFunction.LogGamma((freedom + 1) / 2);
            return normalization + (0.5 * Math.Log(freedom * Math.PI)) + Math.Log(scale) + (0.5 * (freedom + 1) * tail);
        }
    }
}
