using Recurrent.Tensors;

namespace Recurrent.Training.Gradients;

/// <summary>Cuts every gradient value to a range around 0; the direction may change.</summary>
/// <param name="Limit">The largest absolute value, above 0.</param>
public sealed record ClipByValue(double Limit) : GradientClip
{
    private readonly float _limit = (float)Positive(Limit, nameof(Limit));

    /// <inheritdoc/>
    internal override bool Apply(ReadOnlySpan<Parameter> parameters, double globalNorm, int threads)
    {
        bool isCut = false;
        foreach (Parameter parameter in parameters)
        {
            foreach (ref float value in parameter.MutableGradient)
            {
                isCut |= Math.Abs(value) > _limit;
                value = Math.Clamp(value, -_limit, _limit);
            }
        }

        return isCut;
    }
}
