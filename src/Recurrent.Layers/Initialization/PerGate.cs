using Recurrent.Tensors;
using Recurrent.Tensors.Random;

namespace Recurrent.Layers.Initialization;

/// <summary>One initialiser applied to each gate's block of rows.</summary>
internal sealed record PerGate(Initializer Gate, int Gates) : Initializer
{
    public override void Fill(Span<float> values, Shape shape, RandomStream random)
    {
        Shape block = shape.With(0, shape[0] / Gates);
        for (int gate = 0; gate < Gates; gate++)
        {
            Gate.Fill(values.Slice(gate * block.Length, block.Length), block, random.Advance((long)gate * block.Length));
        }
    }
}
