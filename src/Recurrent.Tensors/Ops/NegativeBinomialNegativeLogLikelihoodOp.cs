using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Losses;

namespace Recurrent.Tensors.Ops;

/// <summary>Likelihood of negative binomial distributions.</summary>
public static class NegativeBinomialNegativeLogLikelihoodOp
{
    /// <summary>
    /// Mean of ln Γ(t + 1) − Σ_{k&lt;t} ln(1 + kα) + (t + 1/α) ln(1 + αμ) − t ln μ: how unlikely counts of mean μ and variance μ + αμ² are.
    /// </summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="mean">μ &gt; 0, any shape.</param>
    /// <param name="dispersion">α ≥ 0, of the same shape; 0 is the Poisson distribution.</param>
    /// <param name="targets">t, counts ≥ 0 of the same shape.</param>
    /// <param name="weights">One weight ≥ 0 a target, of the targets' shape: 0 masks a missing value, whatever stands there. Null weighs all alike.</param>
    /// <returns>A scalar: Σ w ℓ / Σ w, or 0 when no weight is above 0.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <remarks>
    /// The sum is ln Γ(t + 1/α) − ln Γ(1/α) + t ln α, without the differences of large numbers that a small α brings. ∂μ = (μ − t) / (μ (1 + αμ)),
    /// ∂α = −Σ_{k&lt;t} k/(1 + kα) + (αμ/(1 + αμ) − ln(1 + αμ))/α² + tμ/(1 + αμ), each times w / Σ w. Mean and dispersion as in DeepAR (Salinas
    /// et al., 2017). Make both positive first, for example with Softplus. Targets and weights are constants: they get no gradient.
    /// </remarks>
    public static Tensor NegativeBinomialNegativeLogLikelihood(this Tape tape, Tensor mean, Tensor dispersion, Tensor targets, Tensor? weights = null)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(dispersion);
        ArgumentNullException.ThrowIfNull(targets);
        return PointwiseLoss.Apply<Loss>(tape, new LossArguments(nameof(NegativeBinomialNegativeLogLikelihood), mean, targets, weights) { Second = dispersion });
    }

    private readonly struct Loss : IPointwiseLoss
    {
        public static double Evaluate(in LossInputs inputs, double target, out LossInputs derivatives)
        {
            double mean = inputs.First;
            double dispersion = inputs.Second;
            double excess = dispersion * mean;
            double rising = RisingFactorial.Log(target, dispersion, out double slope);
            double perUnit = excess == 0 ? mean : StableMath.LogOnePlus(excess) / dispersion;
            derivatives = new LossInputs(
                (mean - target) / (mean * (1 + excess)),
                (mean * mean * Bend(excess)) + (target * mean / (1 + excess)) - slope,
                0);
            return GammaFunction.LogGamma(target + 1) - rising + (target * StableMath.LogOnePlus(excess)) + perUnit - StableMath.TimesLog(target, mean);
        }

        /// <summary>(x/(1 + x) − ln(1 + x)) / x², by its series where the difference would lose digits.</summary>
        private static double Bend(double x)
        {
            const double small = 1e-3;
            return x < small
                ? -0.5 + (x * ((2.0 / 3) - (x * (0.75 - (x * (0.8 - (x * 5 / 6)))))))
                : ((x / (1 + x)) - StableMath.LogOnePlus(x)) / (x * x);
        }
    }
}
