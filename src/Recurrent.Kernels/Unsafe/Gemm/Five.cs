namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>The number 5 as a type.</summary>
internal readonly struct Five : IConstant
{
    public static int Value => 5;
}
