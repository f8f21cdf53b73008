using TorchSharp;

namespace Recurrent.Golden;

/// <summary>Random numbers drawn in float32, so that they are stored without rounding, then widened.</summary>
internal sealed class SeededNumbers(uint seed, torch.ScalarType type = torch.ScalarType.Float64) : IDisposable
{
    private readonly torch.Generator _generator = new(seed);

    public torch.Tensor Normal(params long[] shape) =>
        torch.randn(shape, torch.ScalarType.Float32, generator: _generator).to_type(type);

    public torch.Tensor Uniform(double low, double high, params long[] shape) =>
        (torch.rand(shape, torch.ScalarType.Float32, generator: _generator) * (high - low) + low).to_type(type);

    public void Dispose() => _generator.Dispose();
}
