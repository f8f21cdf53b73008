using Recurrent.Layers.Initialization;
using Recurrent.Tensors;
using Recurrent.Tensors.Random;

namespace Recurrent.TimeSeries.Finance.Network;

/// <summary>First weights of the straight path: a blend of running means.</summary>
internal sealed record BlendStart(bool HasRange) : Initializer
{
    public override void Fill(Span<float> values, Shape shape, RandomStream random) => VolatilityFeatures.FirstWeights(HasRange).CopyTo(values);
}
