namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>What one register tile reads and writes; strides count floats.</summary>
internal unsafe struct TileArguments
{
    /// <summary>The first element of A for the tile's first row.</summary>
    public float* A;

    /// <summary>From one row of A to the next.</summary>
    public nint ARow;

    /// <summary>From one k to the next in A.</summary>
    public nint AStep;

    /// <summary>The tile's first column of B.</summary>
    public float* B;

    /// <summary>From one k to the next in B, where B does not lie in panels.</summary>
    public nint BStep;

    /// <summary>From one strip of B to the next, for tiles of more vectors than a strip has (<see cref="TileKernels.StripVectors"/>).</summary>
    public nint BStrip;

    /// <summary>The tile's first element of C.</summary>
    public float* C;

    /// <summary>From one row of C to the next.</summary>
    public nint CRow;

    /// <summary>Length of the block of K.</summary>
    public nint Depth;

    /// <summary>Memory to bring into the second-level cache meanwhile, <see cref="TileKernels.FetchedAhead"/> floats a k; never read.</summary>
    public float* Prefetch;

    /// <summary>What the sums of each column are multiplied with at last, for weights that are stored as whole numbers.</summary>
    public float* Scale;

    /// <summary>True when the tile starts from C rather than from 0.</summary>
    public bool Accumulate;
}
