namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>A and B lie row after row.</summary>
internal readonly struct DirectRowOrder : ITileOrder
{
    public static bool IsPacked => false;

    public static bool HasPanels => false;

    public static bool Fetches => false;
}
