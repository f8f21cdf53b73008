using System.Collections.Immutable;
using System.Numerics;

namespace Recurrent.Training.Optimizers;

/// <summary>RMSprop: divides by the root of a running mean of squared gradients (Tieleman and Hinton 2012; centred: Graves 2013).</summary>
/// <remarks>
/// s ← αs + (1 − α)g²; centred: m ← αm + (1 − α)g, divisor √(s − m²) + ε, else √s + ε; v ← μv + g / divisor; w ← w − ηv.
/// </remarks>
public sealed class RmsProp : Optimizer
{
    private readonly RmsPropOptions _options;
    private Rule _rule;

    /// <summary>Makes the optimiser.</summary>
    /// <param name="groups">What to update; see <see cref="ParameterGroup.All"/>.</param>
    /// <param name="options">Learning rate 0.01 when not given.</param>
    public RmsProp(ImmutableArray<ParameterGroup> groups, RmsPropOptions? options = null)
        : base(groups, OptimizerDefaults.From(options ??= new RmsPropOptions(), learningRate: 0.01), ["square_mean", "velocity", "mean"])
    {
        OptimizerDefaults.Fraction(options.Alpha, nameof(options));
        OptimizerDefaults.Fraction(options.Momentum, nameof(options));
        _options = options;
    }

    private protected override IEnumerable<(string Name, double Value)> RuleSettings() =>
        [("alpha", _options.Alpha), ("epsilon", _options.Epsilon), ("momentum", _options.Momentum), ("isCentered", _options.IsCentered ? 1 : 0)];

    private protected override void BeginGroup(double learningRate) => _rule = new Rule((float)learningRate, _options);

    private protected override void Update(UpdateTarget target, DecayFactors decay) => UpdateLoop.Run(_rule, target, decay);

    private readonly struct Rule(float rate, RmsPropOptions options) : IUpdateRule
    {
        private readonly float _keep = (float)options.Alpha;
        private readonly float _take = (float)(1 - options.Alpha);
        private readonly float _epsilon = (float)options.Epsilon;
        private readonly float _momentum = (float)options.Momentum;
        private readonly bool _isCentered = options.IsCentered;

        public Vector<float> Apply(Vector<float> value, Vector<float> gradient, ref UpdateMemory memory)
        {
            memory.First = (memory.First * _keep) + (gradient * gradient * _take);
            Vector<float> variance = memory.First;
            if (_isCentered)
            {
                memory.Third = (memory.Third * _keep) + (gradient * _take);

                // Rounding may push a variance of zero below it; the root would be NaN.
                variance = Vector.Max(variance - (memory.Third * memory.Third), Vector<float>.Zero);
            }

            memory.Second = (memory.Second * _momentum) + (gradient / (Vector.SquareRoot(variance) + new Vector<float>(_epsilon)));
            return value - (memory.Second * rate);
        }
    }
}
