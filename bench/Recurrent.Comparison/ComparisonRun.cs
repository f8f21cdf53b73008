using Recurrent.Comparison.Contenders;
using Recurrent.Comparison.Measuring;
using Recurrent.Comparison.Reporting;
using Recurrent.Comparison.Versions;
using Recurrent.Kernels.Measuring;

namespace Recurrent.Comparison;

/// <summary>Runs the cases one by one: both sides must agree before they are timed.</summary>
internal sealed class ComparisonRun(ComparisonOptions options, IReport report, TextWriter errors)
{
    private readonly OtherVersion? _other = options.OtherVersion is { } folder ? new OtherVersion(folder) : null;
    private readonly PairTimer _timer = new(PlanOf(options));

    /// <summary>Runs all cases asked for.</summary>
    /// <returns>True when every case agreed and there was at least one.</returns>
    public bool Run()
    {
        double roof = FmaRoof.Measure(options.Threads);
        double single = options.Threads == 1 ? roof : FmaRoof.Measure(threads: 1);
        var conditions = new RunConditions(options.Threads, roof, single, BarrierLatency.Measure(options.Threads));
        report.Begin(conditions);
        int run = 0, failed = 0;
        foreach (ContestCase entry in options.Kinds.SelectMany(ContestCases.Of).Where(IsWanted))
        {
            run++;
            using Contest contest = Open(entry);
            if (Difference(contest) is { } difference)
            {
                failed++;
                errors.WriteLine($"{entry.Kind} {entry.Name}: {difference}; not timed.");
                continue;
            }

            if (options.IsCheck)
            {
                errors.WriteLine($"{entry.Kind} {entry.Name}: agrees.");
                continue;
            }

            report.Add(Result(entry, contest, conditions));
        }

        if (!options.IsCheck && _other is null && options.Kinds.Contains(ContestCases.FewerBits) && options.CaseFilter.Length == 0)
        {
            report.Add(new TrainedModel("lstm").Measure());
            report.Add(new TrainedModel("gru").Measure());
        }

        report.End();
        if (run == 0)
        {
            errors.WriteLine($"No case has '{options.CaseFilter}' in its name; leave --case out to see all names.");
        }

        return run > 0 && failed == 0;
    }

    private static TimingPlan PlanOf(ComparisonOptions options) => options switch
    {
        { OtherVersion: not null } => TimingPlan.Turns(options.IsQuick ? 1 : 5),
        { IsQuick: true } => TimingPlan.Quick,
        _ => TimingPlan.Full,
    };

    private static string? Difference(Contest contest)
    {
        IReadOnlyDictionary<string, float[]> ours = contest.Ours.Probe();
        foreach (IContender peer in contest.Peers)
        {
            if (Agreement.Difference(ours, peer.Probe(), contest.Tolerance) is { } difference)
            {
                return $"ours and {peer.Name}: {difference}";
            }
        }

        return null;
    }

    private Contest Open(ContestCase entry)
    {
        Contest contest = entry.Open(options.Threads);
        return _other is null ? contest : contest.Against(() => [_other.Open(entry, options.Threads)]);
    }

    private bool IsWanted(ContestCase entry) => entry.Name.Contains(options.CaseFilter, StringComparison.OrdinalIgnoreCase);

    private CaseResult Result(ContestCase entry, Contest contest, RunConditions conditions)
    {
        PairTiming timing = _timer.Measure(contest);
        double speed = contest.Flops / timing.OurMilliseconds / 1e6;
        return new CaseResult
        {
            Kind = entry.Kind,
            Case = entry.Name,
            Batch = entry.Batch,
            OursMs = timing.OurMilliseconds,
            Peer = timing.Peer.Name,
            PeerMs = timing.PeerMilliseconds,
            Ratio = timing.Ratio,
            GigaflopsPerSecond = speed,
            RoofShare = speed / (contest.IsSingleThreaded ? conditions.RoofOneThread : conditions.Roof),
            Tokens = contest.Tokens,
        };
    }
}
