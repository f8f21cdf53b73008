using Recurrent.Kernels.Elementwise;

namespace Recurrent.Kernels.Random;

/// <summary>Standard normal floats: two from each pair of words (Box and Muller, 1958).</summary>
internal readonly struct NormalSampler : ISampler<float>
{
    /// <inheritdoc/>
    public void Sample(PhiloxBlock block, Span<float> destination)
    {
        Pair(block.Word0, block.Word1, destination);
        Pair(block.Word2, block.Word3, destination[2..]);
    }

    private static void Pair(uint radiusWord, uint angleWord, Span<float> destination)
    {
        const double WordScale = 1.0 / 4294967296.0;
        double radius = Math.Sqrt(-2 * PortableMath.Log((radiusWord + 0.5) * WordScale));
        double cosine = PortableMath.CosineSine(angleWord, out double sine);
        destination[0] = (float)(radius * cosine);
        destination[1] = (float)(radius * sine);
    }
}
