namespace Recurrent.Kernels.Gemm;

/// <summary>Sizes of C[M, N] = op(A)[M, K] · op(B)[K, N], row-major. Each may be 0.</summary>
/// <param name="M">Rows of C.</param>
/// <param name="N">Columns of C.</param>
/// <param name="K">The summed index.</param>
internal readonly record struct GemmShape(int M, int N, int K)
{
    /// <summary>Floats from one stored row of A to the next; 0 means rows without gaps.</summary>
    public int LeadingA { get; init; }

    /// <summary>Floats from one stored row of B to the next; 0 means rows without gaps.</summary>
    public int LeadingB { get; init; }

    /// <summary>Floats from one row of C to the next; 0 means rows without gaps.</summary>
    public int LeadingC { get; init; }
}
