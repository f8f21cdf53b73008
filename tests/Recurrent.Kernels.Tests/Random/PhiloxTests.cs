using Recurrent.Kernels.Elementwise;
using Recurrent.Kernels.Random;
using Recurrent.Testing;

namespace Recurrent.Kernels.Tests.Random;

public sealed class PhiloxTests
{
    private const ulong Key = 0x0123456789ABCDEF;

    // Known answers of the Random123 distribution (Salmon et al., SC 2011).
    [Theory]
    [InlineData(0UL, 0UL, 0UL, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x299f31d0a4093822UL, 0x85a308d3243f6a88UL, 0x0370734413198a2eUL, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Block_gives_the_published_words(ulong key, ulong low, ulong high, uint word0, uint word1, uint word2, uint word3) =>
        Assert.Equal(new PhiloxBlock(word0, word1, word2, word3), Philox.Block(key, low, high));

    [Fact]
    public void Elements_are_the_same_when_a_range_is_split_anywhere()
    {
        const ulong First = 4_000_000_000_001;
        float[] uniform = new float[41], normal = new float[41], mask = new float[41];
        Philox.FillUniform(Key, First, uniform);
        Philox.FillNormal(Key, First, normal);
        Philox.FillBernoulli(Key, First, 0.6, 2f, mask);
        for (int start = 0; start < uniform.Length; start++)
        {
            for (int length = 0; length <= Math.Min(9, uniform.Length - start); length++)
            {
                float[] part = new float[length];
                Philox.FillUniform(Key, First + (ulong)start, part);
                Assert.Equal(uniform[start..(start + length)], part);
                Philox.FillNormal(Key, First + (ulong)start, part);
                Assert.Equal(normal[start..(start + length)], part);
                Philox.FillBernoulli(Key, First + (ulong)start, 0.6, 2f, part);
                Assert.Equal(mask[start..(start + length)], part);
            }
        }
    }

    [Fact]
    public void Blocks_and_words_are_those_of_the_bijection_at_every_count()
    {
        // Near 2^32 the carry between the counter words is part of the test.
        const ulong First = (1UL << 32) - 19;
        for (int count = 0; count <= 64; count++)
        {
            uint[] words = new uint[count * Philox.WordsPerBlock];
            Philox.FillBlocks(Key, First, words);
            for (int i = 0; i < words.Length; i++)
            {
                PhiloxBlock block = Philox.Block(Key, First + (ulong)(i / 4), 0);
                uint expected = (i % 4) switch { 0 => block.Word0, 1 => block.Word1, 2 => block.Word2, _ => block.Word3 };
                Assert.Equal(expected, words[i]);
                Assert.Equal(expected, Philox.Word(Key, (4 * First) + (ulong)i));
            }
        }
    }

    [Theory]
    [InlineData(GuardEdge.Start)]
    [InlineData(GuardEdge.End)]
    public void Fills_stay_in_bounds_and_agree_element_by_element_at_every_length(GuardEdge edge)
    {
        foreach (int length in TestFloats.Lengths.Append(1500))
        {
            using GuardedBuffer uniform = new(length, edge), normal = new(length, edge), mask = new(length, edge);
            Philox.FillUniform(Key, 3, uniform.Span);
            Philox.FillNormal(Key, 3, normal.Span);
            Philox.FillBernoulli(Key, 3, 0.25, 4f, mask.Span);
            float[] one = new float[1];
            for (int i = length - 1; i >= 0; i -= 7)
            {
                uint word = Philox.Word(Key, 3 + (ulong)i);
                Assert.Equal((word >> 8) / 16777216f, uniform.Span[i]);
                Assert.Equal(word < 1u << 30 ? 4f : 0f, mask.Span[i]);
                Philox.FillNormal(Key, 3 + (ulong)i, one);
                Assert.Equal(one[0], normal.Span[i]);
            }
        }
    }

    [Fact]
    public void Uniform_numbers_fill_the_half_open_unit_interval_evenly()
    {
        float[] numbers = new float[1 << 18];
        Philox.FillUniform(Key, 0, numbers);
        int[] counts = new int[64];
        foreach (float number in numbers)
        {
            Assert.InRange(number, 0f, 1f - (1f / (1 << 24)));
            counts[(int)(number * counts.Length)]++;
        }

        double expected = (double)numbers.Length / counts.Length;
        double chiSquared = counts.Sum(count => (count - expected) * (count - expected) / expected);
        // 63 degrees of freedom: 20 to 130 leaves out less than one seed in a million.
        Assert.InRange(chiSquared, 20, 130);
    }

    [Fact]
    public void Normal_numbers_have_the_moments_and_the_tail_of_the_standard_normal()
    {
        float[] numbers = new float[1 << 18];
        Philox.FillNormal(Key, 0, numbers);
        double count = numbers.Length;
        Assert.InRange(numbers.Sum(z => (double)z) / count, -0.01, 0.01);
        Assert.InRange(numbers.Sum(z => (double)z * z) / count, 0.985, 1.015);
        Assert.InRange(numbers.Sum(z => Math.Pow(z, 4)) / count, 2.9, 3.1);
        Assert.InRange(numbers.Count(z => Math.Abs(z) > 1.959964) / count, 0.048, 0.052);
        Assert.InRange(numbers.Where((_, i) => i % 2 == 0).Zip(numbers.Where((_, i) => i % 2 == 1), (a, b) => (double)a * b).Sum() / count, -0.01, 0.01);
    }

    [Fact]
    public void Bernoulli_mask_keeps_its_share_and_is_exact_at_both_ends()
    {
        float[] mask = new float[1 << 16];
        Philox.FillBernoulli(Key, 0, 0.8, 1.25f, mask);
        Assert.All(mask, value => Assert.True(value is 0f or 1.25f));
        Assert.InRange(mask.Count(value => value != 0) / (double)mask.Length, 0.79, 0.81);
        Philox.FillBernoulli(Key, 0, 0, 1f, mask);
        Assert.All(mask, value => Assert.Equal(0f, value));
        Philox.FillBernoulli(Key, 0, 1, 1f, mask);
        Assert.All(mask, value => Assert.Equal(1f, value));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Bernoulli_refuses_what_is_no_probability(double probability) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Philox.FillBernoulli(Key, 0, probability, 1f, new float[1]));

    [Fact]
    public void Portable_logarithm_and_circle_agree_with_the_system_functions()
    {
        for (uint k = 0; k < 100_000; k++)
        {
            uint word = Philox.Word(Key, k);
            double x = Math.ScaleB(1 + (word / 4294967296.0), (int)(word % 2040) - 1030);
            Assert.InRange(Math.Abs(PortableMath.Log(x) - Math.Log(x)), 0, 3e-16 * Math.Max(Math.Abs(Math.Log(x)), 1e-3));
            double cosine = PortableMath.CosineSine(word, out double sine);
            double angle = word * (2 * Math.PI / 4294967296.0);
            Assert.InRange(Math.Abs(cosine - Math.Cos(angle)), 0, 1.5e-15);
            Assert.InRange(Math.Abs(sine - Math.Sin(angle)), 0, 1.5e-15);
        }

        Assert.Equal(double.NegativeInfinity, PortableMath.Log(0));
        Assert.Equal(double.PositiveInfinity, PortableMath.Log(double.PositiveInfinity));
        Assert.Equal(0, PortableMath.Log(1));
        Assert.True(double.IsNaN(PortableMath.Log(-1)) && double.IsNaN(PortableMath.Log(double.NaN)));
    }

    // The constant is the same for every vector width, processor and operating system.
    [Fact]
    public void Bits_are_the_same_on_every_machine()
    {
        float[] numbers = new float[10_007];
        Philox.FillUniform(Key, 1, numbers);
        ulong hash = TestFloats.Hash(numbers);
        Philox.FillNormal(Key, 2, numbers);
        hash = TestFloats.Hash(numbers, hash);
        Philox.FillBernoulli(Key, 3, 0.37, 1.5f, numbers);
        Assert.Equal(700207685774424014UL, TestFloats.Hash(numbers, hash));
    }
}
