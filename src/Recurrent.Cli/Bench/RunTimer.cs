using System.Diagnostics;

namespace Recurrent.Cli.Bench;

/// <summary>Times one kind of run.</summary>
internal static class RunTimer
{
    private const int LeastBlocks = 3;
    private const int Blocks = 15;

    /// <summary>Median seconds of a run over blocks of runs, after a warm-up.</summary>
    public static double Median(Action run, BenchPlan plan, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        int runs = 0;
        do
        {
            run();
            runs++;
        }
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < plan.WarmUp);

        var perBlock = Math.Max(1, (int)(plan.Budget / Blocks * runs / Stopwatch.GetElapsedTime(start).TotalSeconds));
        List<double> seconds = [];
        start = Stopwatch.GetTimestamp();
        while (seconds.Count < LeastBlocks || (seconds.Count < Blocks && Stopwatch.GetElapsedTime(start).TotalSeconds < plan.Budget))
        {
            cancellation.ThrowIfCancellationRequested();
            seconds.Add(Block(run, perBlock));
        }

        seconds.Sort();
        return seconds[seconds.Count / 2];
    }

    private static double Block(Action run, int runs)
    {
        long start = Stopwatch.GetTimestamp();
        for (int index = 0; index < runs; index++) run();
        return Stopwatch.GetElapsedTime(start).TotalSeconds / runs;
    }
}
