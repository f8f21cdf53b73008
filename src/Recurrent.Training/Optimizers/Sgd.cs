using System.Collections.Immutable;
using System.Numerics;

namespace Recurrent.Training.Optimizers;

/// <summary>Stochastic gradient descent, with momentum or Nesterov momentum.</summary>
/// <remarks>v ← μv + g (v = g at the first step); w ← w − ηv, or w − η(g + μv) with Nesterov. As PyTorch's SGD with dampening 0.</remarks>
public sealed class Sgd : Optimizer
{
    private readonly SgdOptions _options;
    private Rule _rule;

    /// <summary>Makes the optimiser.</summary>
    /// <param name="groups">What to update; see <see cref="ParameterGroup.All"/>.</param>
    /// <param name="options">Learning rate 0.01 when not given.</param>
    /// <exception cref="ArgumentException">An option is out of range, or Nesterov is asked for without momentum.</exception>
    public Sgd(ImmutableArray<ParameterGroup> groups, SgdOptions? options = null)
        : base(groups, OptimizerDefaults.From(options ??= new SgdOptions(), learningRate: 0.01), options.Momentum > 0 ? ["velocity"] : [])
    {
        OptimizerDefaults.Fraction(options.Momentum, nameof(options));
        if (options.IsNesterov && options.Momentum == 0)
            throw new ArgumentException("Nesterov looks ahead along the velocity; set Momentum above 0, 0.9 is usual.", nameof(options));
        _options = options;
    }

    private protected override IEnumerable<(string Name, double Value)> RuleSettings() =>
        [("momentum", _options.Momentum), ("isNesterov", _options.IsNesterov ? 1 : 0)];

    private protected override void BeginGroup(double learningRate) =>
        _rule = new Rule((float)learningRate, (float)_options.Momentum, _options.IsNesterov);

    private protected override void Update(UpdateTarget target, DecayFactors decay) => UpdateLoop.Run(_rule, target, decay);

    private readonly struct Rule(float rate, float momentum, bool isNesterov) : IUpdateRule
    {
        // The velocity starts at 0, so μ·0 + g gives PyTorch's v = g at the first step.
        public Vector<float> Apply(Vector<float> value, Vector<float> gradient, ref UpdateMemory memory)
        {
            memory.First = (memory.First * momentum) + gradient;
            return value - ((isNesterov ? gradient + (memory.First * momentum) : memory.First) * rate);
        }
    }
}
