namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>A lies as [k][rows of the tile], as <see cref="RowPacking"/> leaves it, B in panels.</summary>
internal readonly struct PackedOrder : ITileOrder
{
    public static bool IsPacked => true;

    public static bool HasPanels => true;

    public static bool Fetches => false;
}
