using Recurrent.Tensors;
using Recurrent.Tensors.Random;

namespace Recurrent.Layers.Initialization;

/// <summary>Uniform numbers between two others.</summary>
/// <param name="Least">The least.</param>
/// <param name="Most">The largest, at least the least.</param>
internal sealed record UniformBetween(double Least, double Most) : Initializer
{
    /// <inheritdoc/>
    public override void Fill(Span<float> values, Shape shape, RandomStream random)
    {
        FillUniform(values, (Most - Least) / 2, random);
        for (int index = 0; index < values.Length; index++)
        {
            values[index] += (float)((Most + Least) / 2);
        }
    }
}
