namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>A lies in any order, B row after row: for few rows, which are not worth packing B for.</summary>
internal readonly struct DirectOrder : ITileOrder
{
    public static bool IsPacked => false;

    public static bool HasPanels => false;

    public static bool Fetches => false;
}
