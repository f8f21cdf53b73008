using System.Runtime.Intrinsics;

namespace Recurrent.Kernels;

/// <summary>The vector width every kernel of this process uses, decided once at start.</summary>
internal static class VectorWidth
{
    /// <summary>512, 256 or 128 bits, or 0 when the runtime accelerates no vector type (scalar kernels).</summary>
    /// <remarks>
    /// Follows the runtime's switches <c>DOTNET_EnableAVX512=0</c>, <c>DOTNET_EnableAVX2=0</c> and <c>DOTNET_EnableHWIntrinsic=0</c>.
    /// </remarks>
    public static readonly int Current =
        Vector512.IsHardwareAccelerated ? 512
        : Vector256.IsHardwareAccelerated ? 256
        : Vector128.IsHardwareAccelerated ? 128
        : 0;
}
