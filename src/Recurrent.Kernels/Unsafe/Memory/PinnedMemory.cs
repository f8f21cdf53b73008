using System.Runtime.InteropServices;
using Recurrent.Kernels.Memory;

namespace Recurrent.Kernels.Unsafe.Memory;

/// <summary>Addresses of pinned arrays and buffers.</summary>
internal static unsafe class PinnedMemory
{
    /// <summary>How many leading floats of a pinned array to skip so that the next one is aligned.</summary>
    public static int FloatsToAlignment(float[] pinned, int alignment)
    {
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0);
        return (int)(-address & (alignment - 1)) / sizeof(float);
    }

    /// <summary>The address of the first float; the caller keeps the buffer reachable while it uses the pointer.</summary>
    public static float* Pointer(AlignedBuffer buffer) =>
        (float*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetReference(buffer.Span));
}
