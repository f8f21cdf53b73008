using System.Diagnostics;
using System.Runtime.Intrinsics;
using Recurrent.Kernels.Threading;
using Recurrent.Kernels.Unsafe.Gemm;

namespace Recurrent.Kernels.Measuring;

/// <summary>The roof of this machine in this run: multiply-adds at the vector width that the kernels use.</summary>
internal static class FmaRoof
{
    private const int Rounds = 2_000_000;
    private const int LeastRepetitions = 12;

    // A thread that wakes up may first share a core with the one that woke it.
    private const double LeastSeconds = 0.2;

    // Scalar kernels on a processor without fused multiply-add take a hundred times longer a loop.
    private const double MostSeconds = 1;

    // Any normal number whose sums stay normal.
    private const float Factor = 1e-3f;

    /// <summary>GFLOP/s of a number of threads: the best of several loops, since a roof is what can be reached.</summary>
    public static double Measure(int threads) => VectorWidth.Current switch
    {
        512 => Measure<Vector512<float>, Lanes512>(threads, Vector512.Create(Factor)),
        256 => Measure<Vector256<float>, Lanes256>(threads, Vector256.Create(Factor)),
        128 => Measure<Vector128<float>, Lanes128>(threads, Vector128.Create(Factor)),
        _ => Measure<float, ScalarLanes>(threads, Factor),
    };

    private static double Measure<TVector, TLanes>(int threads, TVector factor)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        ThreadTeam team = ThreadTeam.Shared(threads);
        var job = new FmaJob<TVector, TLanes>(Rounds, factor, new TVector[threads]);
        double flops = 2.0 * threads * Rounds * FmaJob<TVector, TLanes>.Chains * TLanes.Length;
        double best = 0;
        long begin = Stopwatch.GetTimestamp();
        double elapsed = 0;
        for (int repetition = 0; (repetition < LeastRepetitions || elapsed < LeastSeconds) && elapsed < MostSeconds; repetition++)
        {
            long start = Stopwatch.GetTimestamp();
            team.Run(job);
            best = Math.Max(best, flops / Stopwatch.GetElapsedTime(start).TotalSeconds / 1e9);
            elapsed = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        }

        return best;
    }
}
