using System.Collections.Immutable;

namespace Recurrent.Training.Optimizers;

/// <summary>What the Adam family shares: options, and the bias corrections 1 − βᵗ.</summary>
public abstract class AdamBase : Optimizer
{
    private static readonly ImmutableArray<string> Slots = ["mean", "square_mean"];
    private static readonly ImmutableArray<string> AmsGradSlots = ["mean", "square_mean", "square_maximum"];

    private protected AdamBase(ImmutableArray<ParameterGroup> groups, AdamOptions options, double weightDecay, bool isDecoupled)
        : this(groups, OptimizerDefaults.From(options, learningRate: 0.001, weightDecay, isDecoupled), options, options.IsAmsGrad ? AmsGradSlots : Slots)
    {
    }

    private protected AdamBase(ImmutableArray<ParameterGroup> groups, OptimizerDefaults defaults, AdamOptions options, ImmutableArray<string> slotNames)
        : base(groups, defaults, slotNames)
    {
        OptimizerDefaults.Fraction(options.Beta1, nameof(options));
        OptimizerDefaults.Fraction(options.Beta2, nameof(options));
        Options = options;
        Moments = new MomentRule(options);
    }

    /// <summary>The settings.</summary>
    public AdamOptions Options { get; }

    private protected MomentRule Moments { get; }

    /// <summary>1 − β₁ᵗ.</summary>
    private protected double MeanCorrection => 1 - Math.Pow(Options.Beta1, StepCount);

    /// <summary>1 − β₂ᵗ.</summary>
    private protected double SquareCorrection => 1 - Math.Pow(Options.Beta2, StepCount);

    private protected override IEnumerable<(string Name, double Value)> RuleSettings() =>
        [("beta1", Options.Beta1), ("beta2", Options.Beta2), ("epsilon", Options.Epsilon)];

    /// <summary>The step of Adam and AdamW at the present learning rate.</summary>
    private protected AdamRule RuleOf(double learningRate) => new(Moments, (float)(learningRate / MeanCorrection), (float)Math.Sqrt(SquareCorrection), Options);
}
