namespace Recurrent.Kernels.Gemm;

/// <summary>What a product does with what C held before.</summary>
internal enum GemmMode
{
    /// <summary>C = op(A) · op(B).</summary>
    Overwrite,

    /// <summary>C += op(A) · op(B).</summary>
    Accumulate,
}
