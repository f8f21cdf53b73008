using System.Collections.Immutable;
using System.Numerics;

namespace Recurrent.Training.Optimizers;

/// <summary>Adam with Nesterov momentum (Dozat 2016).</summary>
/// <remarks>
/// μₜ = β₁(1 − ½·0.96^(tψ)); w ← w − η (μₜ₊₁ m / (1 − Πμ₁…ₜ₊₁) + (1 − μₜ) g / (1 − Πμ₁…ₜ)) / (√(v / (1 − β₂ᵗ)) + ε).
/// </remarks>
public sealed class NAdam : AdamBase
{
    private const double NoLongerSeen = 1e-100;
    private double _product = 1;
    private double _current;
    private double _next;
    private Rule _rule;

    /// <summary>Makes the optimiser.</summary>
    /// <param name="groups">What to update; see <see cref="ParameterGroup.All"/>.</param>
    /// <param name="options">Learning rate 0.002 when not given.</param>
    public NAdam(ImmutableArray<ParameterGroup> groups, AdamOptions? options = null)
        : base(groups, OptimizerDefaults.From(options ??= new AdamOptions(), learningRate: 0.002), options, ["mean", "square_mean"])
    {
    }

    private protected override void BeginStep()
    {
        _current = MomentumAt(StepCount);
        _next = MomentumAt(StepCount + 1);
        _product *= _current;
    }

    private protected override void ResumeAt(long step)
    {
        // The product is not stored: made again in the same order it has the same bits. Only 1 − product is used, which is 1 long before this end.
        _product = 1;
        for (long past = 1; past <= step && _product > NoLongerSeen; past++)
        {
            _product *= MomentumAt(past);
        }
    }

    private protected override IEnumerable<(string Name, double Value)> RuleSettings() =>
        [.. base.RuleSettings(), ("momentumDecay", Options.MomentumDecay)];

    private protected override void BeginGroup(double learningRate) => _rule = new Rule(
        Moments,
        (float)(learningRate * _next / (1 - (_product * _next))),
        (float)(learningRate * (1 - _current) / (1 - _product)),
        (float)Math.Sqrt(SquareCorrection),
        (float)Options.Epsilon);

    private protected override void Update(UpdateTarget target, DecayFactors decay) => UpdateLoop.Run(_rule, target, decay);

    private double MomentumAt(long step) => Options.Beta1 * (1 - (0.5 * Math.Pow(0.96, step * Options.MomentumDecay)));

    private readonly struct Rule(MomentRule moments, float meanRate, float gradientRate, float rootCorrection, float epsilon) : IUpdateRule
    {
        public Vector<float> Apply(Vector<float> value, Vector<float> gradient, ref UpdateMemory memory)
        {
            moments.Advance(gradient, ref memory);
            Vector<float> divisor = (Vector.SquareRoot(memory.Second) / new Vector<float>(rootCorrection)) + new Vector<float>(epsilon);
            return value - (((memory.First * meanRate) + (gradient * gradientRate)) / divisor);
        }
    }
}
