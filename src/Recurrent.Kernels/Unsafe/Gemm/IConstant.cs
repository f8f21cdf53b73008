namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>A number known to the compiler: one kernel source makes tiles of every size without branches.</summary>
internal interface IConstant
{
    static abstract int Value { get; }
}
