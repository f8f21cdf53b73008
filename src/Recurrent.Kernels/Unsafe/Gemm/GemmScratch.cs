using Recurrent.Kernels.Memory;
using Recurrent.Kernels.Unsafe.Memory;

namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>Each thread's own memory for packed blocks, kept for the next product.</summary>
internal static unsafe class GemmScratch
{
    [ThreadStatic]
    private static AlignedBuffer? PanelBuffer;

    [ThreadStatic]
    private static AlignedBuffer? RowBuffer;

    [ThreadStatic]
    private static AlignedBuffer? ProductBuffer;

    /// <summary>Room for a product that is turned around afterwards; valid until the next call on this thread.</summary>
    public static float* Products(int length) => PinnedMemory.Pointer(Grow(ref ProductBuffer, length));

    /// <summary>Room for panels of B; valid until the next call on this thread.</summary>
    public static float* Panels(int length) => PinnedMemory.Pointer(Grow(ref PanelBuffer, length));

    /// <summary>Room for packed rows of A; valid until the next call on this thread.</summary>
    public static float* Rows(int length) => PinnedMemory.Pointer(Grow(ref RowBuffer, length));

    private static AlignedBuffer Grow(ref AlignedBuffer? buffer, int length)
    {
        if (buffer is null || buffer.Length < length) buffer = AlignedBuffer.Allocate(length);
        return buffer;
    }
}
