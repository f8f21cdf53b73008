using Recurrent.Tensors;
using Recurrent.Tensors.Random;

namespace Recurrent.Layers.Initialization;

/// <summary>Normal numbers around 0.</summary>
/// <param name="Deviation">Standard deviation, at least 0.</param>
/// <remarks>w ~ N(0, deviation²).</remarks>
public sealed record Normal(double Deviation) : Initializer
{
    /// <inheritdoc/>
    public override void Fill(Span<float> values, Shape shape, RandomStream random) => FillNormal(values, Deviation, random);
}
