namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>A lies row after row.</summary>
internal readonly struct RowOrder : ITileOrder
{
    public static bool IsPacked => false;
}
