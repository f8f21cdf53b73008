using System.Collections.Immutable;

namespace Recurrent.Training.Optimizers;

/// <summary>Adam (Kingma and Ba 2015, algorithm 1), and AMSGrad by <see cref="AdamOptions.IsAmsGrad"/>.</summary>
/// <remarks>
/// m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; w ← w − η/(1 − β₁ᵗ) · m / (√(v̂ / (1 − β₂ᵗ)) + ε) with v̂ = v, or the largest v so far
/// with AMSGrad (Reddi, Kale and Kumar 2018).
/// </remarks>
public sealed class Adam : AdamBase
{
    private AdamRule _rule;

    /// <summary>Makes the optimiser.</summary>
    /// <param name="groups">What to update; see <see cref="ParameterGroup.All"/>.</param>
    /// <param name="options">Learning rate 0.001 when not given.</param>
    public Adam(ImmutableArray<ParameterGroup> groups, AdamOptions? options = null)
        : base(groups, options ?? new AdamOptions(), weightDecay: 0, isDecoupled: false)
    {
    }

    private protected override void BeginGroup(double learningRate) => _rule = RuleOf(learningRate);

    private protected override void Update(UpdateTarget target, DecayFactors decay) => UpdateLoop.Run(_rule, target, decay);
}
