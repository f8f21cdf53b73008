using System.Collections.Immutable;

namespace Recurrent.Training.Optimizers;

/// <summary>Adam with weight decay apart from the gradient (Loshchilov and Hutter 2019): w ← (1 − ηλ) w before each update.</summary>
/// <remarks>Pair it with <see cref="ParameterGroup.WithoutDecayOnVectors"/>, so that biases and norm gains do not decay.</remarks>
public sealed class AdamW : AdamBase
{
    private AdamRule _rule;

    /// <summary>Makes the optimiser.</summary>
    /// <param name="groups">What to update.</param>
    /// <param name="options">Learning rate 0.001 and weight decay 0.01 when not given.</param>
    public AdamW(ImmutableArray<ParameterGroup> groups, AdamOptions? options = null)
        : base(groups, options ?? new AdamOptions(), weightDecay: 0.01, isDecoupled: true)
    {
    }

    private protected override void BeginGroup(double learningRate) => _rule = RuleOf(learningRate);

    private protected override void Update(UpdateTarget target, DecayFactors decay) => UpdateLoop.Run(_rule, target, decay);
}
