namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>A lies as <see cref="RowPacking"/> leaves it, B row after row.</summary>
internal readonly struct DirectPackedOrder : ITileOrder
{
    public static bool IsPacked => true;

    public static bool HasPanels => false;

    public static bool Fetches => false;
}
