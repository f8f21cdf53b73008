using System.Runtime.CompilerServices;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>max(0, x); its derivative is 1 where x is above 0, else 0.</summary>
internal readonly struct ReluActivation : IRnnActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Invoke<TLanes, TVector>(TVector value)
        where TLanes : struct, IGateLanes<TVector>
        where TVector : struct => TLanes.Rectify(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Gradient<TLanes, TVector>(TVector activated, TVector gradient)
        where TLanes : struct, IGateLanes<TVector>
        where TVector : struct => TLanes.WherePositive(activated, gradient);
}
