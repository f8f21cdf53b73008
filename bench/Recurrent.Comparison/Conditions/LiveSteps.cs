using System.Globalization;
using Recurrent.Comparison.Cases;
using Recurrent.Comparison.Contenders;
using Recurrent.Comparison.Measuring;
using Recurrent.Layers.Sequence;

namespace Recurrent.Comparison.Conditions;

/// <summary>Live steps with our default threading against one thread, alone and while another process keeps a core busy: a stream must not wait for a thread that cannot run.</summary>
internal sealed class LiveSteps : ICondition
{
    private const double LeastRatio = 0.9;
    /// <summary>A stream compares both ways several times in it.</summary>
    private const double SecondsToSettle = 1;

    private const double QuickSeconds = 6;
    private const double FullSeconds = 12;

    private static readonly SequenceCase[] Cases =
        [new(CellKind.Gru, 64, 128, Batch: 1, Time: 1), new(CellKind.Lstm, 128, 256, Batch: 1, Time: 1), new(CellKind.Lstm, 256, 512, Batch: 1, Time: 1)];

    public string Name => "live steps";

    public IEnumerable<Finding> Measure(ConditionSettings settings)
    {
        foreach (SequenceCase sizes in Cases)
        {
            yield return new Finding(Name, $"{sizes}, time on one thread by that of our default", Ratio(sizes, settings), FigureUnit.Ratio) { AtLeast = LeastRatio };
            using ChildProcess busy = StartBusy(settings);
            yield return new Finding(Name, $"{sizes}, the same beside a busy process", Ratio(sizes, settings), FigureUnit.Ratio) { AtLeast = LeastRatio };
        }
    }

    private static double Ratio(SequenceCase sizes, ConditionSettings settings)
    {
        SequenceData data = SequenceData.Full(sizes);
        using Contest contest = OurContest.Of(
            new OurStep(data, new StreamOptions { Threads = settings.Threads }), new OurStep(data, new StreamOptions { Threads = 1 }));
        return new PairTimer(settings.Plan with { WarmUp = SecondsToSettle }).Measure(contest).Ratio;
    }

    /// <summary>A process that trains on one thread, and is at it.</summary>
    private static ChildProcess StartBusy(ConditionSettings settings)
    {
        double seconds = settings.IsQuick ? QuickSeconds : FullSeconds;
        var busy = ChildProcess.Start([ChildProcess.SpeedJob, "128", "256", "32", "50", "1", seconds.ToString(CultureInfo.InvariantCulture)]);
        busy.ReadLine();
        busy.WriteLine("go");
        return busy;
    }
}
