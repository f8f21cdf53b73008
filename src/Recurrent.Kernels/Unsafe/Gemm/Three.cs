namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>The number 3 as a type.</summary>
internal readonly struct Three : IConstant
{
    public static int Value => 3;
}
