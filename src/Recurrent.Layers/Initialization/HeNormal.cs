using Recurrent.Tensors;
using Recurrent.Tensors.Random;

namespace Recurrent.Layers.Initialization;

/// <summary>Normal numbers that keep the variance of signals through a layer.</summary>
/// <param name="Gain">Factor on the deviation; √2 suits ReLU.</param>
/// <remarks>deviation = gain/√fan-in; He et al., "Delving deep into rectifiers", ICCV 2015, equation 10.</remarks>
public sealed record HeNormal(double Gain = 1.4142135623730951) : Initializer
{
    /// <inheritdoc/>
    public override void Fill(Span<float> values, Shape shape, RandomStream random) => FillNormal(values, Gain / Math.Sqrt(FanIn(shape)), random);
}
