using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Recurrent.Kernels.Random;

/// <summary>Counter-based random numbers: element i of a stream is a function of its key and i alone.</summary>
/// <remarks>
/// Philox4x32-10 of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011. Any split of a range over calls
/// or threads gives the same numbers, on every processor and operating system. The block of counter b holds the elements 4b to 4b + 3
/// of the stream that the key names.
/// </remarks>
internal static class Philox
{
    /// <summary>Words, and therefore floats, that one counter gives.</summary>
    public const int WordsPerBlock = 4;

    internal const int Rounds = 10;
    internal const uint Multiplier0 = 0xD2511F53;
    internal const uint Multiplier1 = 0xCD9E8D57;
    internal const uint Weyl0 = 0x9E3779B9;
    internal const uint Weyl1 = 0xBB67AE85;

    private const int ChunkWords = 512;

    /// <summary>The bijection itself: four words for a counter of 128 and a key of 64 bits.</summary>
    /// <param name="key">The key; its low half is the first key word.</param>
    /// <param name="counterLow">Counter words 0 and 1.</param>
    /// <param name="counterHigh">Counter words 2 and 3.</param>
    /// <returns>The four words.</returns>
    public static PhiloxBlock Block(ulong key, ulong counterLow, ulong counterHigh)
    {
        uint word0 = (uint)counterLow, word1 = (uint)(counterLow >> 32), word2 = (uint)counterHigh, word3 = (uint)(counterHigh >> 32);
        uint key0 = (uint)key, key1 = (uint)(key >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            ulong product0 = (ulong)Multiplier0 * word0;
            ulong product1 = (ulong)Multiplier1 * word2;
            word0 = (uint)(product1 >> 32) ^ word1 ^ key0;
            word1 = (uint)product1;
            word2 = (uint)(product0 >> 32) ^ word3 ^ key1;
            word3 = (uint)product0;
            unchecked
            {
                key0 += Weyl0;
                key1 += Weyl1;
            }
        }

        return new PhiloxBlock(word0, word1, word2, word3);
    }

    /// <summary>Element <paramref name="index"/> of a stream as 32 uniform bits.</summary>
    /// <param name="key">The stream: a run's seed and a name, mixed.</param>
    /// <param name="index">The element.</param>
    /// <returns>32 bits.</returns>
    public static uint Word(ulong key, ulong index)
    {
        PhiloxBlock block = Block(key, index / WordsPerBlock, 0);
        return (index % WordsPerBlock) switch { 0 => block.Word0, 1 => block.Word1, 2 => block.Word2, _ => block.Word3 };
    }

    /// <summary>The words of consecutive counters with upper half 0, in order.</summary>
    /// <param name="key">The key.</param>
    /// <param name="firstCounter">The lower half of the first counter.</param>
    /// <param name="destination">Four words a counter.</param>
    public static void FillBlocks(ulong key, ulong firstCounter, Span<uint> destination)
    {
        Span<PhiloxBlock> blocks = MemoryMarshal.Cast<uint, PhiloxBlock>(destination);
        int done = PhiloxVector.Fill(key, firstCounter, destination) / WordsPerBlock;
        for (; done < blocks.Length; done++) blocks[done] = Block(key, unchecked(firstCounter + (ulong)done), 0);
    }

    /// <summary>Uniform floats in [0, 1): multiples of 2⁻²⁴, so 1 never occurs.</summary>
    /// <param name="key">The stream: a run's seed and a name, mixed.</param>
    /// <param name="firstIndex">The element of the stream that comes first.</param>
    /// <param name="destination">The numbers.</param>
    public static void FillUniform(ulong key, ulong firstIndex, Span<float> destination) =>
        Fill<UniformSampler>(key, firstIndex, default, destination);

    /// <summary>Standard normal floats, |z| &lt; 6.8.</summary>
    /// <param name="key">The stream: a run's seed and a name, mixed.</param>
    /// <param name="firstIndex">The element of the stream that comes first.</param>
    /// <param name="destination">The numbers.</param>
    /// <remarks>
    /// Box and Muller (1958): √(−2 log u) (cos 2πv, sin 2πv) with u = (word + ½) 2⁻³², elements 2k and 2k + 1 from words 2k and 2k + 1, in
    /// double precision with own series for the functions, so the bits do not depend on a mathematical library.
    /// </remarks>
    public static void FillNormal(ulong key, ulong firstIndex, Span<float> destination) =>
        Fill<NormalSampler>(key, firstIndex, default, destination);

    /// <summary>A value with a given probability, else 0: a dropout mask has probability 1 − p and value 1 / (1 − p).</summary>
    /// <param name="key">The stream: a run's seed and a name, mixed.</param>
    /// <param name="firstIndex">The element of the stream that comes first.</param>
    /// <param name="probability">Of the value, in [0, 1].</param>
    /// <param name="value">What stands where the event happens.</param>
    /// <param name="destination">The mask.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is outside [0, 1] or NaN.</exception>
    public static void FillBernoulli(ulong key, ulong firstIndex, double probability, float value, Span<float> destination)
    {
        if (!(probability is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(probability), $"Received the probability {probability}, expected 0 to 1: pass the share of elements to keep.");
        }

        if (probability == 0) destination.Clear();
        else Fill(key, firstIndex, new BernoulliSampler(probability, value), destination);
    }

    [SkipLocalsInit]
    private static void Fill<TSampler>(ulong key, ulong firstIndex, TSampler sampler, Span<float> destination)
        where TSampler : struct, ISampler
    {
        Span<uint> wordBuffer = stackalloc uint[ChunkWords];
        Span<float> sampleBuffer = stackalloc float[ChunkWords];
        int skipped = (int)(firstIndex % WordsPerBlock);
        ulong counter = firstIndex / WordsPerBlock;
        while (!destination.IsEmpty)
        {
            int needed = Math.Min(ChunkWords, skipped + destination.Length);
            Span<uint> words = wordBuffer[..((needed + WordsPerBlock - 1) / WordsPerBlock * WordsPerBlock)];
            FillBlocks(key, counter, words);
            Span<float> samples = sampleBuffer[..words.Length];
            sampler.Sample(words, samples);
            samples[skipped..needed].CopyTo(destination);
            destination = destination[(needed - skipped)..];
            counter = unchecked(counter + (ulong)(words.Length / WordsPerBlock));
            skipped = 0;
        }
    }
}
