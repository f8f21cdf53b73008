using Recurrent.Comparison.Cases;
using Recurrent.Comparison.Contenders;
using Recurrent.Comparison.Measuring;

namespace Recurrent.Comparison.Conditions;

/// <summary>Rows of different lengths: a valid cell must cost about what a cell of a batch of full length does.</summary>
internal sealed class VariableLengths : ICondition
{
    private const double MostRatio = 1.1;

    public string Name => "variable length";

    public IEnumerable<Finding> Measure(ConditionSettings settings)
    {
        var timer = new PairTimer(settings.Plan);
        foreach (SequenceCase sizes in CaseGrids.Packed)
        {
            SequenceData ragged = SequenceData.Ragged(sizes), full = SequenceData.Full(sizes);
            using Contest contest = OurContest.Of(new OurTraining(ragged, settings.Threads), new OurTraining(full, settings.Threads));
            double ratio = (double)full.ValidSteps / ragged.ValidSteps / timer.Measure(contest).Ratio;
            yield return new Finding(Name, $"{sizes}, training, time of a valid cell by that at full length", ratio, FigureUnit.Ratio) { AtMost = MostRatio };
        }
    }
}
