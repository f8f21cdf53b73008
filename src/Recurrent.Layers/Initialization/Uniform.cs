using Recurrent.Tensors;
using Recurrent.Tensors.Random;

namespace Recurrent.Layers.Initialization;

/// <summary>Uniform numbers between −bound and bound.</summary>
/// <param name="Bound">Largest magnitude, at least 0.</param>
/// <remarks>PyTorch's recurrent layers take bound = 1/√H for every weight and bias.</remarks>
public sealed record Uniform(double Bound) : Initializer
{
    /// <inheritdoc/>
    public override void Fill(Span<float> values, Shape shape, RandomStream random) => FillUniform(values, Bound, random);
}
