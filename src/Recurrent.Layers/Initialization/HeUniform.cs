using Recurrent.Tensors;
using Recurrent.Tensors.Random;

namespace Recurrent.Layers.Initialization;

/// <summary>Uniform numbers that keep the variance of signals through a layer.</summary>
/// <param name="Gain">Factor on the bound; √2 suits ReLU.</param>
/// <remarks>bound = gain·√(3/fan-in); He et al., "Delving deep into rectifiers", ICCV 2015, equation 10.</remarks>
public sealed record HeUniform(double Gain = 1.4142135623730951) : Initializer
{
    /// <inheritdoc/>
    public override void Fill(Span<float> values, Shape shape, RandomStream random) => FillUniform(values, Gain * Math.Sqrt(3 / FanIn(shape)), random);
}
