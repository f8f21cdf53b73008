namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>How a tile finds A and B, known to the compiler.</summary>
internal interface ITileOrder
{
    /// <summary>Whether A lies as [k][rows of the tile]; else row after row, or with <see cref="TileArguments.AStep"/> from k to k where B does not lie in panels.</summary>
    static abstract bool IsPacked { get; }

    /// <summary>Whether B's next k follows the tile's columns of this one; else <see cref="TileArguments.BStep"/> away.</summary>
    static abstract bool HasPanels { get; }

    /// <summary>Whether the tile fetches <see cref="TileArguments.Prefetch"/> meanwhile, also where <see cref="ILanes{TVector}.FetchesAlways"/> does not say so.</summary>
    static abstract bool Fetches { get; }
}
