using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Recurrent.Kernels.Random;

/// <summary>A value with a given probability, to a resolution of 2⁻³², else 0.</summary>
/// <param name="probability">Of the value, above 0 and at most 1.</param>
/// <param name="value">What stands where the event happens.</param>
internal readonly struct BernoulliSampler(double probability, float value) : ISampler
{
    // The event is word ≤ last: 2^32 thresholds, of which probability 1 is the last.
    private readonly uint _last = (uint)(Math.Max(1, probability * 4294967296.0) - 1);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sample(ReadOnlySpan<uint> words, Span<float> destination)
    {
        int done = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            ReadOnlySpan<Vector256<uint>> source = MemoryMarshal.Cast<uint, Vector256<uint>>(words);
            Span<Vector256<float>> target = MemoryMarshal.Cast<float, Vector256<float>>(destination)[..source.Length];
            Vector256<uint> last = Vector256.Create(_last);
            Vector256<float> chosen = Vector256.Create(value);
            for (int i = 0; i < source.Length; i++) target[i] = Vector256.LessThanOrEqual(source[i], last).AsSingle() & chosen;
            done = source.Length * Vector256<uint>.Count;
        }

        for (; done < words.Length; done++) destination[done] = words[done] <= _last ? value : 0f;
    }
}
