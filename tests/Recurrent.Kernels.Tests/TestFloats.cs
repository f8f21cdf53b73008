using Recurrent.Kernels.Random;

namespace Recurrent.Kernels.Tests;

/// <summary>Inputs of kernel tests: the same numbers in every run, on every machine.</summary>
internal static class TestFloats
{
    /// <summary>The lengths every span kernel is tested at: 0 to 256 cover all tails of all widths.</summary>
    public static IEnumerable<int> Lengths => Enumerable.Range(0, 257);

    /// <summary>Normal numbers times a scale.</summary>
    /// <param name="length">How many.</param>
    /// <param name="seed">Which ones.</param>
    /// <param name="scale">The standard deviation.</param>
    /// <returns>The numbers.</returns>
    public static float[] Normal(int length, ulong seed, float scale = 1f)
    {
        float[] numbers = new float[length];
        Philox.FillNormal(seed, 0, numbers);
        for (int i = 0; i < length; i++) numbers[i] *= scale;
        return numbers;
    }

    /// <summary>A hash of the bits (FNV-1a, 64 bits); every NaN counts as the same number.</summary>
    /// <param name="values">The floats.</param>
    /// <param name="hash">The hash so far.</param>
    /// <returns>The hash with the floats in it.</returns>
    public static ulong Hash(ReadOnlySpan<float> values, ulong hash = 0xcbf29ce484222325)
    {
        foreach (float value in values) hash = (hash ^ BitConverter.SingleToUInt32Bits(float.IsNaN(value) ? float.NaN : value)) * 0x100000001b3;
        return hash;
    }
}
