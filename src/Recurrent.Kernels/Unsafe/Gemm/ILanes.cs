namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>The operations a matrix kernel needs of one vector width.</summary>
/// <typeparam name="TVector">The vector of floats.</typeparam>
internal unsafe interface ILanes<TVector>
    where TVector : struct
{
    /// <summary>Floats in a vector.</summary>
    static abstract int Length { get; }

    /// <summary>Floats that a tile brings closer with each k: a cache line, or one with every other k where a k reads half as much.</summary>
    static abstract int FetchedAhead { get; }

    /// <summary>Whether tiles of this width fetch whatever they multiply. With 256 bits that costs 2 to 5 % where the memory fetched lies in the second-level cache already.</summary>
    static abstract bool FetchesAlways { get; }

    /// <summary>Vectors in a full row of a tile: 24 accumulators need 32 registers, 12 fit in 16.</summary>
    static abstract int TileVectors { get; }

    static abstract TVector Load(float* source);

    static abstract void Store(TVector value, float* destination);

    static abstract TVector Broadcast(float* source);

    /// <summary>left · right + sum, in one rounding where the processor can.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector sum);

    /// <summary>The bits of <paramref name="source"/> shifted left, read as floats.</summary>
    static abstract TVector LoadShifted(float* source, int bits);

    /// <summary>The bits of <paramref name="source"/> shifted left, read as signed whole numbers and converted to floats.</summary>
    static abstract TVector LoadWhole(float* source, int bits);
}
