using System.Runtime.CompilerServices;
using Recurrent.Kernels.Threading;
using Recurrent.Kernels.Unsafe.Gemm;

namespace Recurrent.Kernels.Measuring;

/// <summary>Multiply-adds on registers only, in twelve independent chains: what the processor can do at most.</summary>
/// <remarks>The factors come in from outside and the sums go out, so that the compiler must do the work.</remarks>
internal readonly struct FmaJob<TVector, TLanes>(int rounds, TVector factor, TVector[] results) : IParallelJob
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    /// <summary>Multiply-adds of vectors in a round.</summary>
    public const int Chains = 12;

    public static bool PartsAreIndependent => false;

    // Starting together is what makes the parts' times overlap.
    public void Execute(int part, int parts, TeamBarrier barrier)
    {
        barrier.Synchronize();
        results[part] = Loop(rounds, factor);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static TVector Loop(int rounds, TVector factor)
    {
        TVector a = factor, b = factor, c = factor, d = factor, e = factor, f = factor;
        TVector g = factor, h = factor, i = factor, j = factor, k = factor, l = factor;
        for (int round = 0; round < rounds; round++)
        {
            a = TLanes.MultiplyAdd(factor, factor, a);
            b = TLanes.MultiplyAdd(factor, factor, b);
            c = TLanes.MultiplyAdd(factor, factor, c);
            d = TLanes.MultiplyAdd(factor, factor, d);
            e = TLanes.MultiplyAdd(factor, factor, e);
            f = TLanes.MultiplyAdd(factor, factor, f);
            g = TLanes.MultiplyAdd(factor, factor, g);
            h = TLanes.MultiplyAdd(factor, factor, h);
            i = TLanes.MultiplyAdd(factor, factor, i);
            j = TLanes.MultiplyAdd(factor, factor, j);
            k = TLanes.MultiplyAdd(factor, factor, k);
            l = TLanes.MultiplyAdd(factor, factor, l);
        }

        a = TLanes.MultiplyAdd(a, b, TLanes.MultiplyAdd(c, d, TLanes.MultiplyAdd(e, f, g)));
        return TLanes.MultiplyAdd(h, i, TLanes.MultiplyAdd(j, k, TLanes.MultiplyAdd(l, a, a)));
    }
}
