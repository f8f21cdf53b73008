using Recurrent.Comparison.Cases;
using Recurrent.Comparison.Contenders;
using Recurrent.Comparison.Measuring;
using Recurrent.Kernels.Measuring;

namespace Recurrent.Comparison.Conditions;

/// <summary>What the second thread brings in training.</summary>
internal sealed class SecondThread : ICondition
{
    private const double LeastRatio = 1.8;
    private const int MostQuickHidden = 512;

    public string Name => "second thread";

    public IEnumerable<Finding> Measure(ConditionSettings settings)
    {
        yield return new Finding(Name, "multiply-adds on registers only, speed of two threads by that of one", FmaRoof.Measure(2) / FmaRoof.Measure(1), FigureUnit.Ratio);
        var timer = new PairTimer(settings.Plan);
        foreach (SequenceCase sizes in CaseGrids.Sequences.Where(sizes => IsWanted(sizes, settings)))
        {
            SequenceData data = SequenceData.Full(sizes);
            using Contest contest = OurContest.Of(new OurTraining(data, threads: 2), new OurTraining(data, threads: 1));
            yield return new Finding(Name, $"{sizes}, training, time on one thread by that on two", timer.Measure(contest).Ratio, FigureUnit.Ratio) { AtLeast = LeastRatio };
        }
    }

    private static bool IsWanted(SequenceCase sizes, ConditionSettings settings) =>
        sizes is { Hidden: >= 256, Batch: >= 32, Layers: 1 } && (!settings.IsQuick || sizes.Hidden <= MostQuickHidden);
}
