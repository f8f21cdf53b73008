using System.Diagnostics;
using Recurrent.Comparison.Contenders;

namespace Recurrent.Comparison.Measuring;

/// <summary>Times two sides in turns.</summary>
/// <remarks>
/// Before a block the timer rests until the other side's idle threads have stopped spinning, which would otherwise take a core from this
/// side, and wakes this side by runs that do not count. The order within a pair alternates.
/// </remarks>
internal sealed class PairTimer(TimingPlan plan)
{
    /// <summary>Runs so long that such a start hardly counts.</summary>
    private const double LongMilliseconds = 120;

    /// <summary>Warms all sides up, picks the fastest peer and measures pairs.</summary>
    public PairTiming Measure(Contest contest)
    {
        Block ours = WarmUp(contest.Ours);
        Block peer = contest.Peers.Select(WarmUp).MinBy(block => block.Milliseconds)!;
        List<double> ourTimes = [], peerTimes = [];
        long start = Stopwatch.GetTimestamp();
        for (int pair = 0; pair < plan.LeastPairs || (pair < plan.MostPairs && Stopwatch.GetElapsedTime(start).TotalSeconds < plan.Budget); pair++)
        {
            bool isOursFirst = pair % 2 == 0;
            double first = Time(isOursFirst ? ours : peer);
            double second = Time(isOursFirst ? peer : ours);
            ourTimes.Add(isOursFirst ? first : second);
            peerTimes.Add(isOursFirst ? second : first);
        }

        return new PairTiming(
            peer.Contender,
            Statistics.Median(ourTimes),
            Statistics.Median(peerTimes),
            Statistics.Median(peerTimes.Zip(ourTimes, (theirs, own) => theirs / own)));
    }

    /// <summary>Runs one side until it is warm and finds how many runs fill a block.</summary>
    private Block WarmUp(IContender contender)
    {
        Rest();
        double fastest = double.PositiveInfinity;
        long start = Stopwatch.GetTimestamp();
        for (int runs = 0; runs < 2 || Stopwatch.GetElapsedTime(start).TotalSeconds < plan.WarmUp; runs++)
        {
            long runStart = Stopwatch.GetTimestamp();
            contender.Run();
            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(runStart).TotalSeconds);
        }

        var block = new Block(contender, (int)Math.Clamp(Math.Ceiling(plan.Block / fastest), 1, 1_000_000), fastest * 1000);
        return block.Runs == 1 ? block : block with { Milliseconds = Time(block) };
    }

    private double Time(Block block)
    {
        Rest();
        long start = Stopwatch.GetTimestamp();
        while (block.Milliseconds < LongMilliseconds && Stopwatch.GetElapsedTime(start).TotalSeconds < plan.Wake)
        {
            block.Contender.Run();
        }

        start = Stopwatch.GetTimestamp();
        for (int run = 0; run < block.Runs; run++)
        {
            block.Contender.Run();
        }

        return Stopwatch.GetElapsedTime(start).TotalMilliseconds / block.Runs;
    }

    private void Rest()
    {
#pragma warning disable RS0030 // Blocking is the purpose here: nothing else may run while the other side's threads fall asleep.
        Thread.Sleep(TimeSpan.FromSeconds(plan.Rest));
#pragma warning restore RS0030
    }

    /// <summary>A side, how often it runs in a block, and about how long a run takes.</summary>
    private sealed record Block(IContender Contender, int Runs, double Milliseconds);
}
