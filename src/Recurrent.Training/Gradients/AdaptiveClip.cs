using Recurrent.Tensors;

namespace Recurrent.Training.Gradients;

/// <summary>Keeps the gradient of every unit below a share of that unit's weights.</summary>
/// <param name="MaximumRatio">λ, largest ‖gradient‖/‖weight‖ of a unit, above 0; 0.01 is the paper's.</param>
/// <remarks>
/// A unit is a row of a matrix (the weights into one output), or a whole vector. With W* = max(‖W‖, ε): g ← g · λ W*/‖g‖ where
/// ‖g‖ > λ W* (Brock, De, Smith and Simonyan 2021, equation 3).
/// </remarks>
public sealed record AdaptiveClip(double MaximumRatio = 0.01) : GradientClip
{
    private readonly double _ratio = Positive(MaximumRatio, nameof(MaximumRatio));

    /// <summary>ε, lets units whose weights are zero begin to learn; default 10⁻³ as in the paper.</summary>
    public double MinimumWeightNorm { get; init; } = 1e-3;

    /// <inheritdoc/>
    internal override bool Apply(ReadOnlySpan<Parameter> parameters, double globalNorm, int threads)
    {
        bool isClipped = false;
        foreach (Parameter parameter in parameters)
        {
            int units = parameter.Shape.Rank >= 2 ? parameter.Shape[0] : 1;
            int width = units == 0 ? 0 : parameter.Shape.Length / units;
            for (int unit = 0; unit < units; unit++)
            {
                isClipped |= ClipUnit(parameter.Values.Slice(unit * width, width), parameter.MutableGradient.Slice(unit * width, width));
            }
        }

        return isClipped;
    }

    private bool ClipUnit(ReadOnlySpan<float> weights, Span<float> gradient)
    {
        double limit = _ratio * Math.Max(Math.Sqrt(FixedOrderSum.OfSquares(weights)), MinimumWeightNorm);
        double norm = Math.Sqrt(FixedOrderSum.OfSquares(gradient));
        if (!(norm > limit))
        {
            return false;
        }

        SpanScale.By(gradient, (float)(limit / norm));
        return true;
    }
}
