namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>A lies row after row, B in panels, and nothing is fetched meanwhile.</summary>
internal readonly struct QuietRowOrder : ITileOrder
{
    public static bool IsPacked => false;

    public static bool HasPanels => true;

    public static bool Fetches => false;
}
