using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Gemm;

/// <summary>Matrix times vector with packed weights: one live step of one stream.</summary>
internal static class Gemv
{
    /// <summary>y = or += W·x, with W[N, K] packed by <see cref="PackedMatrix.PackTransposed"/>; the bits of a row of <see cref="MatMul"/>.</summary>
    /// <param name="weights">The packed weights.</param>
    /// <param name="x">K floats.</param>
    /// <param name="y">Destination, N floats.</param>
    /// <param name="mode">Overwrite or add.</param>
    /// <param name="team">Threads that share the rows of W.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public static void Multiply(PackedMatrix weights, ReadOnlySpan<float> x, Span<float> y, GemmMode mode, ThreadTeam team) =>
        MatMul.Multiply(new GemmShape(1, weights.N, weights.K), x, weights, y, mode, team);
}
