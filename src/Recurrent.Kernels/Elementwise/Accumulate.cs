using System.Numerics.Tensors;

namespace Recurrent.Kernels.Elementwise;

/// <summary>Sums of gradient contributions, for callers that do not reference System.Numerics.Tensors.</summary>
internal static class Accumulate
{
    /// <summary>sum += contribution, element by element.</summary>
    /// <param name="contribution">What is added.</param>
    /// <param name="sum">As long as <paramref name="contribution"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Add(ReadOnlySpan<float> contribution, Span<float> sum)
    {
        Lengths.RequireEqual(contribution.Length, sum.Length);
        TensorPrimitives.Add(contribution, sum, sum);
    }
}
