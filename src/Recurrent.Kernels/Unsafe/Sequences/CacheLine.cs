using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>Brings memory closer that will be read soon.</summary>
internal static unsafe class CacheLine
{
    /// <summary>Fetches a line into the second-level cache; any address is allowed, nothing is read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fetch(float* address)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch1(address);
        }
    }

    /// <summary>Fetches four lines a distance apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FetchFour(float* first, nint distance)
    {
        Fetch(first);
        Fetch(first + distance);
        Fetch(first + (2 * distance));
        Fetch(first + (3 * distance));
    }
}
