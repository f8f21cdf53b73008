using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Recurrent.Kernels;

/// <summary>The vector width every kernel of this process uses.</summary>
internal static class VectorWidth
{
    /// <summary>512, 256 or 128 bits, or 0 when the runtime accelerates no vector type (scalar kernels).</summary>
    /// <remarks>
    /// Follows the runtime's switches <c>DOTNET_EnableAVX512=0</c>, <c>DOTNET_EnableAVX2=0</c> and <c>DOTNET_EnableHWIntrinsic=0</c>. A constant to the
    /// compiler: a program compiled ahead of time for one width leaves the kernels of the others out.
    /// </remarks>
    public static int Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated ? 512
            : Vector256.IsHardwareAccelerated ? 256
            : Vector128.IsHardwareAccelerated ? 128
            : 0;
    }
}
