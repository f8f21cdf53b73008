namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>The number 2 as a type.</summary>
internal readonly struct Two : IConstant
{
    public static int Value => 2;
}
