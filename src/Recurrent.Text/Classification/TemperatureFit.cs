namespace Recurrent.Text.Classification;

/// <summary>Finds the temperature with the smallest negative log-likelihood on texts held back.</summary>
internal sealed class TemperatureFit(IReadOnlyList<float[]> scores, IReadOnlyList<int[]> targets, int classes, bool multiLabel)
{
    /// <summary>Texts that are all told right would make any answer certain.</summary>
    private const double Lowest = 0.25;
    private const double Highest = 10;
    private const int Narrowings = 50;

    /// <summary>Fewer texts say too little about a temperature.</summary>
    private const int Fewest = 20;

    /// <summary>Fits the temperature and measures it on texts it was not fitted to; null when the texts are too few.</summary>
    public TextCalibration? Run()
    {
        if (scores.Count < Fewest) return null;
        int[] all = [.. Enumerable.Range(0, scores.Count)];
        var halves = all.GroupBy(static index => index % 2).Select(static half => half.ToArray()).ToArray();
        var temperature = Best(all);
        var after = new double[all.Length][];
        foreach (var (fitted, measured) in new[] { (halves[0], halves[1]), (halves[1], halves[0]) })
        {
            var own = Best(fitted);
            foreach (var index in measured) after[index] = At(index, own);
        }
        var (plain, scaled) = (Reliability.Of([.. all.Select(index => At(index, 1))], targets, multiLabel), Reliability.Of(after, targets, multiLabel));
        return new TextCalibration(all.Length, temperature, plain.Nll, scaled.Nll, plain.Ece, scaled.Ece);
    }

    /// <summary>Golden-section search over ln T: the loss has one valley.</summary>
    private double Best(int[] items)
    {
        var golden = (Math.Sqrt(5) - 1) / 2;
        var (low, high) = (Math.Log(Lowest), Math.Log(Highest));
        for (var round = 0; round < Narrowings; round++)
        {
            var step = golden * (high - low);
            if (Loss(items, high - step) <= Loss(items, low + step)) high = low + step;
            else low = high - step;
        }
        return Math.Exp((low + high) / 2);
    }

    private double Loss(int[] items, double logTemperature) =>
        Reliability.Of([.. items.Select(index => At(index, Math.Exp(logTemperature)))], [.. items.Select(index => targets[index])], multiLabel).Nll;

    private double[] At(int index, double temperature)
    {
        var probabilities = new double[classes];
        ScoreScale.Probabilities(scores[index], temperature, multiLabel, probabilities);
        return probabilities;
    }
}
