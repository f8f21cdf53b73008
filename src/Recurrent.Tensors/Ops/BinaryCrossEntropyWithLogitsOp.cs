using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Losses;

namespace Recurrent.Tensors.Ops;

/// <summary>Binary cross-entropy.</summary>
public static class BinaryCrossEntropyWithLogitsOp
{
    /// <summary>Mean of −(c t ln σ(x) + (1 − t) ln(1 − σ(x))), the loss of yes-or-no questions and of several labels at once.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="logits">x, any shape; the probability is σ(x).</param>
    /// <param name="targets">t, of the same shape, from 0 to 1.</param>
    /// <param name="weights">One weight ≥ 0 a target, of the targets' shape: 0 masks a missing value, whatever stands there. Null weighs all alike.</param>
    /// <param name="positiveWeight">c, one number or one for each entry of the last axis: above 1 makes a missed positive dearer. Null for 1.</param>
    /// <returns>A scalar: Σ w ℓ / Σ w, or 0 when no weight is above 0.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <remarks>Computed as (1 − t) x + (1 + (c − 1) t) ln(1 + e⁻ˣ) without overflow; ∂x = w ((1 − t) − (1 + (c − 1) t) σ(−x)) / Σ w. As PyTorch's BCEWithLogitsLoss. Targets and weights are constants: they get no gradient.</remarks>
    public static Tensor BinaryCrossEntropyWithLogits(this Tape tape, Tensor logits, Tensor targets, Tensor? weights = null, Tensor? positiveWeight = null)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(targets);
        return PointwiseLoss.Apply<Loss>(tape, new LossArguments(nameof(BinaryCrossEntropyWithLogits), logits, targets, weights) { Second = positiveWeight ?? tape.Constant([1f], default) });
    }

    private readonly struct Loss : IPointwiseLoss
    {
        public static double Evaluate(in LossInputs inputs, double target, out LossInputs derivatives)
        {
            double logit = inputs.First;
            double slope = 1 + ((inputs.Second - 1) * target);
            derivatives = new LossInputs(1 - target - (slope * StableMath.Sigmoid(-logit)), 0, 0);
            return ((1 - target) * logit) + (slope * StableMath.Softplus(-logit));
        }
    }
}
