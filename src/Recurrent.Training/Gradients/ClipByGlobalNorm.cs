using Recurrent.Tensors;

namespace Recurrent.Training.Gradients;

/// <summary>Scales all gradients by one factor when their common norm is above a limit; the direction stays.</summary>
/// <param name="MaximumNorm">The limit, above 0; 0.25 to 5 is usual for language models and translation.</param>
/// <remarks>g ← g · min(1, limit / (‖g‖ + 10⁻⁶)), as PyTorch's clip_grad_norm_ (Pascanu, Mikolov and Bengio 2013, algorithm 1).</remarks>
public sealed record ClipByGlobalNorm(double MaximumNorm) : GradientClip
{
    private const double Small = 1e-6;
    private readonly double _limit = Positive(MaximumNorm, nameof(MaximumNorm));

    /// <inheritdoc/>
    internal override bool Apply(ReadOnlySpan<Parameter> parameters, double globalNorm, int threads)
    {
        double factor = _limit / (globalNorm + Small);
        if (!(factor < 1))
            return false;
        foreach (Parameter parameter in parameters)
        {
            parameter.ScaleGradient((float)factor);
        }

        return true;
    }
}
