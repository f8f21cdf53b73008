using Recurrent.Tensors;
using Xunit;

namespace Recurrent.Testing;

/// <summary>Compares tensors value by value and names the first that differs.</summary>
public static class Close
{
    /// <summary>Same shape, and every value within <paramref name="tolerance"/>.</summary>
    public static void Absolute(string what, Tensor expected, Tensor actual, double tolerance = 1e-5)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Compare(what, expected.Values, actual.Values, tolerance);
    }

    /// <summary>Every value within <paramref name="tolerance"/>.</summary>
    public static void Absolute(string what, ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance = 1e-5)
    {
        Assert.Equal(expected.Length, actual.Length);
        Compare(what, expected, actual, tolerance);
    }

    /// <summary>Every value within <paramref name="tolerance"/> of the largest expected magnitude, which counts as at least <paramref name="floor"/>.</summary>
    public static void Relative(string what, ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance = 1e-5, double floor = 1e-3)
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = floor;
        foreach (float value in expected)
        {
            scale = Math.Max(scale, Math.Abs(value));
        }

        Compare(what, expected, actual, tolerance * scale);
    }

    private static void Compare(string what, ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double allowed)
    {
        for (int index = 0; index < expected.Length; index++)
        {
            double error = Math.Abs((double)expected[index] - actual[index]);
            Assert.True(error <= allowed, $"{what}[{index}] is {actual[index]}, expected {expected[index]}: off by {error:g3}, allowed {allowed:g3}");
        }
    }
}
