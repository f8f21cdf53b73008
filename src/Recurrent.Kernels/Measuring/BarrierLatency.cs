using System.Diagnostics;
using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Measuring;

/// <summary>What one barrier of the thread team costs now: machines change between a fast and a slow state within minutes.</summary>
internal static class BarrierLatency
{
    private const int Barriers = 20_000;
    private const int Repetitions = 11;

    /// <summary>Median nanoseconds of a barrier; 0 on one thread.</summary>
    public static double Measure(int threads)
    {
        if (threads == 1)
        {
            return 0;
        }

        ThreadTeam team = ThreadTeam.Shared(threads);
        var nanoseconds = new double[Repetitions];
        for (int repetition = 0; repetition < Repetitions; repetition++)
        {
            long start = Stopwatch.GetTimestamp();
            team.Run(new BarrierJob(Barriers));
            nanoseconds[repetition] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / Barriers;
        }

        Array.Sort(nanoseconds);
        return nanoseconds[Repetitions / 2];
    }
}
