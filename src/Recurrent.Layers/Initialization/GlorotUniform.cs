using Recurrent.Tensors;
using Recurrent.Tensors.Random;

namespace Recurrent.Layers.Initialization;

/// <summary>Uniform numbers that keep the variance of signals and gradients about equal through a layer.</summary>
/// <param name="Gain">Factor on the bound; 1 suits tanh and linear outputs.</param>
/// <remarks>bound = gain·√(6/(fan-in + fan-out)); Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", AISTATS 2010, equation 16.</remarks>
public sealed record GlorotUniform(double Gain = 1) : Initializer
{
    /// <inheritdoc/>
    public override void Fill(Span<float> values, Shape shape, RandomStream random) => FillUniform(values, Gain * Math.Sqrt(6 / (FanIn(shape) + FanOut(shape))), random);
}
