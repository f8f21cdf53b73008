namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>The activation of a simple RNN and its derivative as a function of the activated value.</summary>
internal interface IRnnActivation
{
    static abstract TVector Invoke<TLanes, TVector>(TVector value)
        where TLanes : struct, IGateLanes<TVector>
        where TVector : struct;

    /// <summary>gradient · f′ with f = <paramref name="activated"/>.</summary>
    static abstract TVector Gradient<TLanes, TVector>(TVector activated, TVector gradient)
        where TLanes : struct, IGateLanes<TVector>
        where TVector : struct;
}
