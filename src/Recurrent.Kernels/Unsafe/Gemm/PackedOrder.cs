namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>A lies as [k][rows of the tile], as <see cref="RowPacking"/> leaves it.</summary>
internal readonly struct PackedOrder : ITileOrder
{
    public static bool IsPacked => true;
}
