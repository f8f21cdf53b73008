using Recurrent.Kernels.Threading;
using Recurrent.Kernels.Unsafe.Gemm;

namespace Recurrent.Kernels.Gemm;

/// <summary>Single-precision matrix products. Every element of C is summed in the order of K, whatever the threads and the split.</summary>
internal static class MatMul
{
    /// <summary>C[M, N] = or += A[M, K] · B[K, N].</summary>
    /// <exception cref="ArgumentException">A span is too short for its shape.</exception>
    public static void NN(GemmShape shape, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, GemmMode mode, ThreadTeam team) =>
        GemmDriver.Run(shape, new GemmOperand(a, transposed: false), new GemmOperand(b, transposed: false), start: [], c, mode, team);

    /// <summary>C[M, N] = or += A[M, K] · Bᵀ with B stored as [N, K].</summary>
    /// <exception cref="ArgumentException">A span is too short for its shape.</exception>
    public static void NT(GemmShape shape, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, GemmMode mode, ThreadTeam team) =>
        GemmDriver.Run(shape, new GemmOperand(a, transposed: false), new GemmOperand(b, transposed: true), start: [], c, mode, team);

    /// <summary>C[M, N] = A[M, K] · Bᵀ + start in every row, with B stored as [N, K]; the same bits as adding up on rows that hold <paramref name="start"/>, without a pass of its own.</summary>
    /// <exception cref="ArgumentException">A span is too short for its shape.</exception>
    public static void NT(GemmShape shape, ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> start, Span<float> c, ThreadTeam team)
    {
        if (start.Length != shape.N)
            throw new ArgumentException($"Rows start from {start.Length} values; C has {shape.N} columns.", nameof(start));
        GemmDriver.Run(shape, new GemmOperand(a, transposed: false), new GemmOperand(b, transposed: true), start, c, GemmMode.Overwrite, team);
    }

    /// <summary>C[M, N] = or += Aᵀ · B[K, N] with A stored as [K, M].</summary>
    /// <exception cref="ArgumentException">A span is too short for its shape.</exception>
    public static void TN(GemmShape shape, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, GemmMode mode, ThreadTeam team) =>
        GemmDriver.Run(shape, new GemmOperand(a, transposed: true), new GemmOperand(b, transposed: false), start: [], c, mode, team);

    /// <summary>C[M, N] = or += A[M, K] · B with B packed before; the same bits as the unpacked product.</summary>
    /// <exception cref="ArgumentException">A span is too short, or the shape's N and K are not those of <paramref name="b"/>.</exception>
    public static void Multiply(GemmShape shape, ReadOnlySpan<float> a, PackedMatrix b, Span<float> c, GemmMode mode, ThreadTeam team) =>
        GemmDriver.Run(shape, a, b, c, mode, team);
}
