using System.Collections.Immutable;
using System.Numerics;

namespace Recurrent.Training.Optimizers;

/// <summary>Adam that waits with its adaptive step until the second moment is known well enough (Liu et al. 2020, algorithm 2).</summary>
/// <remarks>
/// ρ∞ = 2/(1 − β₂) − 1; ρₜ = ρ∞ − 2tβ₂ᵗ/(1 − β₂ᵗ). While ρₜ ≤ 5: w ← w − η m̂. After: w ← w − η m̂ r √(1 − β₂ᵗ)/(√v + ε) with
/// r² = (ρₜ − 4)(ρₜ − 2)ρ∞ / ((ρ∞ − 4)(ρ∞ − 2)ρₜ) and m̂ = m/(1 − β₁ᵗ). The threshold 5 is PyTorch's.
/// </remarks>
public sealed class RAdam : AdamBase
{
    private const double RectifiedFrom = 5;
    private Rule _rule;

    /// <summary>Makes the optimiser.</summary>
    /// <param name="groups">What to update; see <see cref="ParameterGroup.All"/>.</param>
    /// <param name="options">Learning rate 0.001 when not given.</param>
    public RAdam(ImmutableArray<ParameterGroup> groups, AdamOptions? options = null)
        : base(groups, OptimizerDefaults.From(options ??= new AdamOptions(), learningRate: 0.001), options, ["mean", "square_mean"])
    {
    }

    private protected override void BeginGroup(double learningRate)
    {
        double rate = learningRate / MeanCorrection;
        double longest = (2 / (1 - Options.Beta2)) - 1;
        double length = longest - (2 * StepCount * Math.Pow(Options.Beta2, StepCount) / SquareCorrection);
        if (length > RectifiedFrom)
        {
            double rectification = Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
            rate *= rectification * Math.Sqrt(SquareCorrection);
        }

        _rule = new Rule(Moments, (float)rate, length > RectifiedFrom, (float)Options.Epsilon);
    }

    private protected override void Update(UpdateTarget target, DecayFactors decay) => UpdateLoop.Run(_rule, target, decay);

    private readonly struct Rule(MomentRule moments, float rate, bool isAdaptive, float epsilon) : IUpdateRule
    {
        public Vector<float> Apply(Vector<float> value, Vector<float> gradient, ref UpdateMemory memory)
        {
            moments.Advance(gradient, ref memory);
            Vector<float> change = memory.First * rate;
            return value - (isAdaptive ? change / (Vector.SquareRoot(memory.Second) + new Vector<float>(epsilon)) : change);
        }
    }
}
