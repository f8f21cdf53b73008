using Recurrent.Comparison.Cases;
using Recurrent.Comparison.Contenders;
using Recurrent.Comparison.Measuring;

namespace Recurrent.Comparison.Conditions;

/// <summary>Numbers that some processors and some kernels are slow with: gates that saturate, and numbers next to the subnormal ones.</summary>
internal sealed class ExtremeNumbers : ICondition
{
    private const double MostRatio = 1.1;

    // Sums of gates become some dozens: every sigmoid is 0 or 1 to the last digit.
    private const float Saturating = 100;

    // The smallest normal number is 1.2e-38: inputs lie on both sides of it, and so do weights; their products are 0.
    private const float NearSubnormal = 1e-38f;

    private static readonly SequenceCase[] Cases =
    [
        new(CellKind.Lstm, 64, 128, 32, 100),
        new(CellKind.Gru, 64, 128, 32, 100),
        new(CellKind.Rnn, 64, 128, 32, 100),
    ];

    public string Name => "extreme numbers";

    public IEnumerable<Finding> Measure(ConditionSettings settings)
    {
        foreach (SequenceCase sizes in Cases)
        {
            SequenceData random = SequenceData.Full(sizes);
            (string Name, SequenceData Data)[] extremes =
            [
                ("saturating input", random.Scaled(input: Saturating, weights: 1)),
                ("input near subnormal", random.Scaled(input: NearSubnormal, weights: 1)),
                ("weights near subnormal", random.Scaled(input: 1, weights: NearSubnormal)),
                ("both near subnormal", random.Scaled(input: NearSubnormal, weights: NearSubnormal)),
            ];
            foreach ((string name, SequenceData data) in extremes)
            {
                yield return Compare($"{sizes}, training, {name}", settings, Training(random, settings), Training(data, settings));
                yield return Compare($"{sizes}, inference, {name}", settings, new OurInference(random, settings.Threads), new OurInference(data, settings.Threads));
            }
        }
    }

    /// <summary>Without a learning rate: the weights stay of the size they have.</summary>
    private static OurTraining Training(SequenceData data, ConditionSettings settings) => new(data, settings.Threads, learningRate: 0);

    private Finding Compare(string name, ConditionSettings settings, IContender random, IContender extreme)
    {
        using Contest contest = OurContest.Of(random, extreme);
        double ratio = new PairTimer(settings.Plan with { LeastPairs = 5 }).Measure(contest).Ratio;
        return new Finding(Name, $"{name}, time by that of random numbers", ratio, FigureUnit.Ratio) { AtMost = MostRatio };
    }
}
