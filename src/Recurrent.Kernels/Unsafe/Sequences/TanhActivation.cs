using System.Runtime.CompilerServices;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>tanh; its derivative is 1 − tanh².</summary>
internal readonly struct TanhActivation : IRnnActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Invoke<TLanes, TVector>(TVector value)
        where TLanes : struct, IGateLanes<TVector>
        where TVector : struct => TLanes.Tanh(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Gradient<TLanes, TVector>(TVector activated, TVector gradient)
        where TLanes : struct, IGateLanes<TVector>
        where TVector : struct => TLanes.NegatedMultiplyAdd(TLanes.Multiply(activated, activated), gradient, gradient);
}
