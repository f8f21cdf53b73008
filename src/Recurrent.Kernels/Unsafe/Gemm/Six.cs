namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>The number 6 as a type.</summary>
internal readonly struct Six : IConstant
{
    public static int Value => 6;
}
