using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Recurrent.Kernels.Random;

/// <summary>Philox for eight counters at a time, where the processor multiplies eight pairs of 32-bit words.</summary>
internal static class PhiloxVector
{
    private const int Counters = 8;

    /// <summary>Fills as many words as whole groups of eight counters give.</summary>
    /// <param name="key">The key.</param>
    /// <param name="firstCounter">The lower half of the first counter; the upper half is 0.</param>
    /// <param name="destination">Four words a counter.</param>
    /// <returns>How many words are filled: 0 without AVX-512.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Fill(ulong key, ulong firstCounter, Span<uint> destination)
    {
        if (!Avx512F.IsSupported) return 0;
        Span<Vector512<ulong>> target = MemoryMarshal.Cast<uint, Vector512<ulong>>(destination);
        int groups = target.Length / 2;
        for (int group = 0; group < groups; group++)
        {
            Vector512<ulong> counters = Vector512.Create(unchecked(firstCounter + (ulong)(group * Counters))) + Vector512<ulong>.Indices;
            Vector512<ulong> lower = Bijection(key, counters, out Vector512<ulong> upper);
            // Counter k's 128 bits are lane k of lower, then lane k of upper.
            target[2 * group] = Avx512F.PermuteVar8x64x2(lower, Vector512.Create(0UL, 8, 1, 9, 2, 10, 3, 11), upper);
            target[(2 * group) + 1] = Avx512F.PermuteVar8x64x2(lower, Vector512.Create(4UL, 12, 5, 13, 6, 14, 7, 15), upper);
        }

        return groups * Counters * Philox.WordsPerBlock;
    }

    // Words are held in the low halves of 64-bit lanes; what stands in the upper halves, the multiplication ignores.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Bijection(ulong key, Vector512<ulong> counters, out Vector512<ulong> upper)
    {
        Vector512<uint> multiplier0 = Vector512.Create((ulong)Philox.Multiplier0).AsUInt32();
        Vector512<uint> multiplier1 = Vector512.Create((ulong)Philox.Multiplier1).AsUInt32();
        Vector512<ulong> word0 = counters, word1 = counters >> 32, word2 = default, word3 = default;
        uint key0 = (uint)key, key1 = (uint)(key >> 32);
        for (int round = 0; round < Philox.Rounds; round++)
        {
            Vector512<ulong> product0 = Avx512F.Multiply(multiplier0, word0.AsUInt32());
            Vector512<ulong> product1 = Avx512F.Multiply(multiplier1, word2.AsUInt32());
            word0 = (product1 >> 32) ^ word1 ^ Vector512.Create((ulong)key0);
            word1 = product1;
            word2 = (product0 >> 32) ^ word3 ^ Vector512.Create((ulong)key1);
            word3 = product0;
            unchecked
            {
                key0 += Philox.Weyl0;
                key1 += Philox.Weyl1;
            }
        }

        Vector512<ulong> lowHalf = Vector512.Create((ulong)uint.MaxValue);
        upper = (word2 & lowHalf) | (word3 << 32);
        return (word0 & lowHalf) | (word1 << 32);
    }
}
