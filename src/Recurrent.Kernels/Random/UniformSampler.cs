using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Recurrent.Kernels.Random;

/// <summary>Uniform floats in [0, 1): the upper 24 bits of a word, times 2⁻²⁴. Every step is exact, so widths agree.</summary>
internal readonly struct UniformSampler : ISampler
{
    private const int DroppedBits = 8;
    private const float Scale = 1f / (1 << 24);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sample(ReadOnlySpan<uint> words, Span<float> destination)
    {
        int done = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            ReadOnlySpan<Vector256<uint>> source = MemoryMarshal.Cast<uint, Vector256<uint>>(words);
            Span<Vector256<float>> target = MemoryMarshal.Cast<float, Vector256<float>>(destination)[..source.Length];
            for (int i = 0; i < source.Length; i++)
                target[i] = Vector256.ConvertToSingle((source[i] >> DroppedBits).AsInt32()) * Vector256.Create(Scale);
            done = source.Length * Vector256<uint>.Count;
        }

        for (; done < words.Length; done++) destination[done] = (int)(words[done] >> DroppedBits) * Scale;
    }
}
