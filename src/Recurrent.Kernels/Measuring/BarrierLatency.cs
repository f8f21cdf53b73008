using System.Diagnostics;
using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Measuring;

/// <summary>What one barrier of the thread team costs now: machines change between a fast and a slow state within minutes.</summary>
internal static class BarrierLatency
{
    private const int Barriers = 20_000;
    private const int Repetitions = 11;

    // Where other programs hold the cores a barrier takes a hundred times longer.
    private const double MostSeconds = 0.5;

    /// <summary>Median nanoseconds of a barrier; 0 on one thread.</summary>
    public static double Measure(int threads)
    {
        if (threads == 1)
        {
            return 0;
        }

        ThreadTeam team = ThreadTeam.Shared(threads);
        List<double> nanoseconds = [];
        long begin = Stopwatch.GetTimestamp();
        do
        {
            long start = Stopwatch.GetTimestamp();
            team.Run(new BarrierJob(Barriers));
            nanoseconds.Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds / Barriers);
        }
        while (nanoseconds.Count < Repetitions && Stopwatch.GetElapsedTime(begin).TotalSeconds < MostSeconds);

        nanoseconds.Sort();
        return nanoseconds[nanoseconds.Count / 2];
    }
}
