namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>How a tile finds A, known to the compiler.</summary>
internal interface ITileOrder
{
    /// <summary>Whether A lies as [k][rows of the tile]; else row after row.</summary>
    static abstract bool IsPacked { get; }
}
