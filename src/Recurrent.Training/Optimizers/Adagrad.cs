using System.Collections.Immutable;
using System.Numerics;

namespace Recurrent.Training.Optimizers;

/// <summary>Adagrad: divides by the root of all squared gradients so far (Duchi, Hazan and Singer 2011).</summary>
/// <remarks>s ← s + g²; w ← w − η / (1 + (t − 1)·decay) · g / (√s + ε).</remarks>
public sealed class Adagrad : Optimizer
{
    private readonly AdagradOptions _options;
    private Rule _rule;

    /// <summary>Makes the optimiser.</summary>
    /// <param name="groups">What to update; see <see cref="ParameterGroup.All"/>.</param>
    /// <param name="options">Learning rate 0.01 when not given.</param>
    public Adagrad(ImmutableArray<ParameterGroup> groups, AdagradOptions? options = null)
        : base(groups, OptimizerDefaults.From(options ??= new AdagradOptions(), learningRate: 0.01), ["sum"], (float)options.InitialAccumulator) => _options = options;

    private protected override IEnumerable<(string Name, double Value)> RuleSettings() =>
        [("learningRateDecay", _options.LearningRateDecay), ("epsilon", _options.Epsilon)];

    private protected override void BeginGroup(double learningRate) =>
        _rule = new Rule((float)(learningRate / (1 + ((StepCount - 1) * _options.LearningRateDecay))), (float)_options.Epsilon);

    private protected override void Update(UpdateTarget target, DecayFactors decay) => UpdateLoop.Run(_rule, target, decay);

    private readonly struct Rule(float rate, float epsilon) : IUpdateRule
    {
        public Vector<float> Apply(Vector<float> value, Vector<float> gradient, ref UpdateMemory memory)
        {
            memory.First += gradient * gradient;
            return value - (gradient * rate / (Vector.SquareRoot(memory.First) + new Vector<float>(epsilon)));
        }
    }
}
