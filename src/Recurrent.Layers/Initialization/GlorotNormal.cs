using Recurrent.Tensors;
using Recurrent.Tensors.Random;

namespace Recurrent.Layers.Initialization;

/// <summary>Normal numbers that keep the variance of signals and gradients about equal through a layer.</summary>
/// <param name="Gain">Factor on the deviation; 1 suits tanh and linear outputs.</param>
/// <remarks>deviation = gain·√(2/(fan-in + fan-out)); Glorot and Bengio, AISTATS 2010, equation 12.</remarks>
public sealed record GlorotNormal(double Gain = 1) : Initializer
{
    /// <inheritdoc/>
    public override void Fill(Span<float> values, Shape shape, RandomStream random) => FillNormal(values, Gain * Math.Sqrt(2 / (FanIn(shape) + FanOut(shape))), random);
}
