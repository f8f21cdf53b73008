using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>Transposes squares of 4 × 4 floats in registers.</summary>
internal static unsafe class TransposedSquare
{
    /// <summary>True where the processor interleaves two vectors in one instruction.</summary>
    public static bool IsSupported => Sse.IsSupported || AdvSimd.Arm64.IsSupported;

    /// <summary>Copies 4 rows of 4 floats so that rows become columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(float* source, nint sourcePitch, float* destination, nint destinationPitch)
    {
        Vector128<float> row0 = Vector128.Load(source);
        Vector128<float> row1 = Vector128.Load(source + sourcePitch);
        Vector128<float> row2 = Vector128.Load(source + 2 * sourcePitch);
        Vector128<float> row3 = Vector128.Load(source + 3 * sourcePitch);
        Vector128<float> low02 = InterleaveLow(row0, row2);
        Vector128<float> low13 = InterleaveLow(row1, row3);
        Vector128<float> high02 = InterleaveHigh(row0, row2);
        Vector128<float> high13 = InterleaveHigh(row1, row3);
        InterleaveLow(low02, low13).Store(destination);
        InterleaveHigh(low02, low13).Store(destination + destinationPitch);
        InterleaveLow(high02, high13).Store(destination + 2 * destinationPitch);
        InterleaveHigh(high02, high13).Store(destination + 3 * destinationPitch);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InterleaveLow(Vector128<float> even, Vector128<float> odd) =>
        Sse.IsSupported ? Sse.UnpackLow(even, odd) : AdvSimd.Arm64.ZipLow(even, odd);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InterleaveHigh(Vector128<float> even, Vector128<float> odd) =>
        Sse.IsSupported ? Sse.UnpackHigh(even, odd) : AdvSimd.Arm64.ZipHigh(even, odd);
}
