using System.Collections.Immutable;
using System.Numerics;

namespace Recurrent.Training.Optimizers;

/// <summary>Adam (Kingma and Ba 2015, algorithm 1), and AMSGrad by <see cref="AdamOptions.IsAmsGrad"/>.</summary>
/// <remarks>
/// m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; w ← w − η/(1 − β₁ᵗ) · m / (√(v̂ / (1 − β₂ᵗ)) + ε) with v̂ = v, or the largest v so far
/// with AMSGrad (Reddi, Kale and Kumar 2018).
/// </remarks>
public class Adam : AdamBase
{
    private static readonly ImmutableArray<string> Slots = ["mean", "square_mean"];
    private static readonly ImmutableArray<string> AmsGradSlots = ["mean", "square_mean", "square_maximum"];
    private Rule _rule;

    /// <summary>Makes the optimiser.</summary>
    /// <param name="groups">What to update; see <see cref="ParameterGroup.All"/>.</param>
    /// <param name="options">Learning rate 0.001 when not given.</param>
    public Adam(ImmutableArray<ParameterGroup> groups, AdamOptions? options = null)
        : this(groups, options ?? new AdamOptions(), weightDecay: 0, isDecoupled: false)
    {
    }

    private protected Adam(ImmutableArray<ParameterGroup> groups, AdamOptions options, double weightDecay, bool isDecoupled)
        : base(groups, OptimizerDefaults.From(options, learningRate: 0.001, weightDecay, isDecoupled), options, options.IsAmsGrad ? AmsGradSlots : Slots)
    {
    }

    private protected override void BeginGroup(double learningRate) => _rule = new Rule(
        Moments, (float)(learningRate / MeanCorrection), (float)Math.Sqrt(SquareCorrection), Options);

    private protected override void Update(UpdateTarget target, DecayFactors decay) => UpdateLoop.Run(_rule, target, decay);

    private readonly struct Rule(MomentRule moments, float rate, float rootCorrection, AdamOptions options) : IUpdateRule
    {
        private readonly float _epsilon = (float)options.Epsilon;
        private readonly bool _isAmsGrad = options.IsAmsGrad;

        public Vector<float> Apply(Vector<float> value, Vector<float> gradient, ref UpdateMemory memory)
        {
            moments.Advance(gradient, ref memory);
            Vector<float> square = memory.Second;
            if (_isAmsGrad)
            {
                square = memory.Third = Vector.Max(memory.Third, square);
            }

            Vector<float> divisor = (Vector.SquareRoot(square) / new Vector<float>(rootCorrection)) + new Vector<float>(_epsilon);
            return value - (memory.First * rate / divisor);
        }
    }
}
