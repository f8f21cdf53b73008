using System.Collections.Immutable;
using System.Numerics;

namespace Recurrent.Training.Optimizers;

/// <summary>Adadelta: step sizes in the unit of the weights (Zeiler 2012, algorithm 1).</summary>
/// <remarks>s ← ρs + (1 − ρ)g²; d = √(u + ε) / √(s + ε) · g; u ← ρu + (1 − ρ)d²; w ← w − ηd.</remarks>
public sealed class Adadelta : Optimizer
{
    private readonly AdadeltaOptions _options;
    private Rule _rule;

    /// <summary>Makes the optimiser.</summary>
    /// <param name="groups">What to update; see <see cref="ParameterGroup.All"/>.</param>
    /// <param name="options">Learning rate 1 when not given.</param>
    public Adadelta(ImmutableArray<ParameterGroup> groups, AdadeltaOptions? options = null)
        : base(groups, OptimizerDefaults.From(options ??= new AdadeltaOptions(), learningRate: 1), ["square_mean", "change_mean"])
    {
        OptimizerDefaults.Fraction(options.Rho, nameof(options));
        _options = options;
    }

    private protected override IEnumerable<(string Name, double Value)> RuleSettings() =>
        [("rho", _options.Rho), ("epsilon", _options.Epsilon)];

    private protected override void BeginGroup(double learningRate) =>
        _rule = new Rule((float)learningRate, (float)_options.Rho, (float)(1 - _options.Rho), (float)_options.Epsilon);

    private protected override void Update(UpdateTarget target, DecayFactors decay) => UpdateLoop.Run(_rule, target, decay);

    private readonly struct Rule(float rate, float keep, float take, float epsilon) : IUpdateRule
    {
        public Vector<float> Apply(Vector<float> value, Vector<float> gradient, ref UpdateMemory memory)
        {
            var small = new Vector<float>(epsilon);
            memory.First = (memory.First * keep) + (gradient * gradient * take);
            Vector<float> change = Vector.SquareRoot(memory.Second + small) / Vector.SquareRoot(memory.First + small) * gradient;
            memory.Second = (memory.Second * keep) + (change * change * take);
            return value - (change * rate);
        }
    }
}
