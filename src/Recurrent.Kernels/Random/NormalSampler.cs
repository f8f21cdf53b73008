using System.Runtime.CompilerServices;
using Recurrent.Kernels.Elementwise;

namespace Recurrent.Kernels.Random;

/// <summary>Standard normal floats: two from each pair of words (Box and Muller, 1958).</summary>
internal readonly struct NormalSampler : ISampler
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sample(ReadOnlySpan<uint> words, Span<float> destination)
    {
        const double WordScale = 1.0 / 4294967296.0;
        for (int i = 0; i < words.Length - 1; i += 2)
        {
            double radius = Math.Sqrt(-2 * PortableMath.Log((words[i] + 0.5) * WordScale));
            double cosine = PortableMath.CosineSine(words[i + 1], out double sine);
            destination[i] = (float)(radius * cosine);
            destination[i + 1] = (float)(radius * sine);
        }
    }
}
