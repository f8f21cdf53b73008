namespace Recurrent.Kernels.Random;

/// <summary>Uniform floats in [0, 1): the upper 24 bits of a word, times 2⁻²⁴.</summary>
internal readonly struct UniformSampler : ISampler<float>
{
    /// <inheritdoc/>
    public void Sample(PhiloxBlock block, Span<float> destination)
    {
        destination[3] = Uniform(block.Word3);
        destination[0] = Uniform(block.Word0);
        destination[1] = Uniform(block.Word1);
        destination[2] = Uniform(block.Word2);
    }

    private static float Uniform(uint word) => (word >> 8) * (1f / (1 << 24));
}
