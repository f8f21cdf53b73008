using System.Globalization;
using Recurrent.Comparison.Cases;
using Recurrent.Comparison.Measuring;

namespace Recurrent.Comparison.Conditions;

/// <summary>Two processes that train at the same time on the same cores: half the speed each, less what waiting for one another costs.</summary>
internal sealed class SharedCores : ICondition
{
    private const double LeastShare = 0.4;
    private const int QuickRounds = 1;
    private const int FullRounds = 3;
    private const double QuickSeconds = 2;
    private const double FullSeconds = 4;

    private static readonly SequenceCase[] Cases = [new(CellKind.Lstm, 32, 64, 16, 64), new(CellKind.Lstm, 128, 256, 32, 50)];

    public string Name => "two processes";

    public IEnumerable<Finding> Measure(ConditionSettings settings)
    {
        foreach (SequenceCase sizes in Cases)
        {
            List<double> slower = [];
            for (int round = 0; round < (settings.IsQuick ? QuickRounds : FullRounds); round++)
            {
                slower.Add(SlowerShare(sizes, settings));
            }

            yield return new Finding(Name, $"{sizes}, slower of both against alone", Statistics.Median(slower), FigureUnit.Share) { AtLeast = LeastShare };
        }
    }

    /// <summary>Alone before, both, alone after: a machine that changes its speed meanwhile shows in the mean of the two.</summary>
    private static double SlowerShare(SequenceCase sizes, ConditionSettings settings)
    {
        double before = Speeds(sizes, settings, processes: 1)[0];
        double slower = Speeds(sizes, settings, processes: 2).Min();
        double after = Speeds(sizes, settings, processes: 1)[0];
        return 2 * slower / (before + after);
    }

    /// <summary>Steps a second of processes that start timing together.</summary>
    private static double[] Speeds(SequenceCase sizes, ConditionSettings settings, int processes)
    {
        double seconds = settings.IsQuick ? QuickSeconds : FullSeconds;
        string[] arguments = [ChildProcess.SpeedJob, $"{sizes.Input}", $"{sizes.Hidden}", $"{sizes.Batch}", $"{sizes.Time}", $"{settings.Threads}", seconds.ToString(CultureInfo.InvariantCulture)];
        ChildProcess[] children = [.. Enumerable.Range(0, processes).Select(_ => ChildProcess.Start(arguments))];
        try
        {
            // Each says that it is warm; then all get the word to start.
            foreach (ChildProcess child in children)
            {
                child.ReadLine();
            }

            foreach (ChildProcess child in children)
            {
                child.WriteLine("go");
            }

            return [.. children.Select(child => double.Parse(child.ReadLine(), CultureInfo.InvariantCulture))];
        }
        finally
        {
            foreach (ChildProcess child in children)
            {
                child.Dispose();
            }
        }
    }
}
