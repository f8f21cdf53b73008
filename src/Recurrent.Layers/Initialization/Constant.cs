using Recurrent.Tensors;
using Recurrent.Tensors.Random;

namespace Recurrent.Layers.Initialization;

/// <summary>The same number everywhere.</summary>
/// <param name="Value">Any number.</param>
public sealed record Constant(double Value) : Initializer
{
    /// <inheritdoc/>
    public override void Fill(Span<float> values, Shape shape, RandomStream random) => values.Fill((float)Value);
}
