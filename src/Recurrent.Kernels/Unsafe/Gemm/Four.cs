namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>The number 4 as a type.</summary>
internal readonly struct Four : IConstant
{
    public static int Value => 4;
}
