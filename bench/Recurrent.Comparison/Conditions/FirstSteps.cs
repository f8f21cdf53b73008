using System.Globalization;
using Recurrent.Comparison.Cases;
using Recurrent.Comparison.Measuring;

namespace Recurrent.Comparison.Conditions;

/// <summary>A process that has just started, with the runtime's default tiered compilation: its second step against its steady ones.</summary>
internal sealed class FirstSteps : ICondition
{
    private const double MostRatio = 1.1;
    private const int Warm = 100;
    private const int Steps = 160;
    private const int QuickProcesses = 5;
    private const int FullProcesses = 15;

    private static readonly SequenceCase[] Cases = [new(CellKind.Lstm, 32, 64, 16, 64), new(CellKind.Lstm, 128, 256, 32, 50)];

    /// <summary>A host may have changed how it compiles; the condition is about the defaults.</summary>
    private static readonly Dictionary<string, string?> Defaults = new()
    {
        ["DOTNET_TieredCompilation"] = null,
        ["DOTNET_TieredPGO"] = null,
        ["DOTNET_TC_QuickJitForLoops"] = null,
        ["DOTNET_ReadyToRun"] = null,
    };

    public string Name => "first steps";

    public IEnumerable<Finding> Measure(ConditionSettings settings)
    {
        foreach (SequenceCase sizes in Cases)
        {
            double[][] times = [.. Enumerable.Range(0, settings.IsQuick ? QuickProcesses : FullProcesses).Select(_ => StepTimes(sizes, settings.Threads))];
            yield return new Finding(Name, $"{sizes}, step 1 by the median from {Warm} on", Ratio(times, step: 0), FigureUnit.Ratio);
            yield return new Finding(Name, $"{sizes}, step 2 by the median from {Warm} on", Ratio(times, step: 1), FigureUnit.Ratio) { AtMost = MostRatio };
            yield return new Finding(Name, $"{sizes}, step 10 by the median from {Warm} on", Ratio(times, step: 9), FigureUnit.Ratio);
        }
    }

    /// <summary>The median over the processes of one step's time by the steady time of the same process.</summary>
    private static double Ratio(double[][] times, int step) =>
        Statistics.Median(times.Select(process => process[step] / Statistics.Median(process[Warm..])));

    private static double[] StepTimes(SequenceCase sizes, int threads)
    {
        string[] arguments = [ChildProcess.FirstStepsJob, $"{sizes.Input}", $"{sizes.Hidden}", $"{sizes.Batch}", $"{sizes.Time}", $"{threads}", $"{Steps}"];
        using ChildProcess child = ChildProcess.Start(arguments, Defaults);
        return [.. child.ReadLine().Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
    }
}
