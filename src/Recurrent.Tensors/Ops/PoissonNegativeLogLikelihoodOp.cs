using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Losses;

namespace Recurrent.Tensors.Ops;

/// <summary>Likelihood of Poisson distributions.</summary>
public static class PoissonNegativeLogLikelihoodOp
{
    /// <summary>Mean of μ − t ln μ + ln Γ(t + 1): how unlikely counts are when events come by themselves at a rate μ.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="mean">μ &gt; 0, any shape.</param>
    /// <param name="targets">t, counts ≥ 0 of the same shape.</param>
    /// <param name="weights">One weight ≥ 0 a target, of the targets' shape: 0 masks a missing value, whatever stands there. Null weighs all alike.</param>
    /// <returns>A scalar: Σ w ℓ / Σ w, or 0 when no weight is above 0.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <remarks>∂μ = w (1 − t/μ) / Σ w. Make μ positive first, for example with Softplus and AddScalar. Targets and weights are constants: they get no gradient.</remarks>
    public static Tensor PoissonNegativeLogLikelihood(this Tape tape, Tensor mean, Tensor targets, Tensor? weights = null)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(targets);
        return PointwiseLoss.Apply<Loss>(tape, new LossArguments(nameof(PoissonNegativeLogLikelihood), mean, targets, weights));
    }

    private readonly struct Loss : IPointwiseLoss
    {
        public static double Evaluate(in LossInputs inputs, double target, out LossInputs derivatives)
        {
            derivatives = new LossInputs(1 - (target / inputs.First), 0, 0);
            return inputs.First - StableMath.TimesLog(target, inputs.First) + GammaFunction.LogGamma(target + 1);
        }
    }
}
