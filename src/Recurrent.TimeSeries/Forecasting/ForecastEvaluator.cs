using Recurrent.TimeSeries.Baselines;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Scores forecasts beside simple methods: one definition for training, evaluation and backtests.</summary>
internal sealed class ForecastEvaluator(int period, double[] levels)
{
    private const string ModelName = "model";
    private static readonly double[] PublishedLevels = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
    private readonly IBaseline[] _baselines = [new Naive(), new SeasonalNaive(period), new Drift(), new Naive2(period)];
    private readonly double[] _scoredLevels = [.. PublishedLevels.Where(level => levels.Any(known => Math.Abs(known - level) < 1e-9))];

    /// <summary>Scores every method on one series.</summary>
    /// <param name="cases">What was forecast at each origin.</param>
    /// <returns>Sums of the model first, then of each baseline; steps whose value is missing are left out, and so are origins with no other.</returns>
    public ScoreSums[] Score(IReadOnlyList<ForecastCase> cases)
    {
        var sums = Enumerable.Range(0, 1 + _baselines.Length).Select(_ => new ScoreSums()).ToArray();
        foreach (var one in cases)
        {
            if (one.Actual.IsEmpty) continue;
            sums[0].AddPoint(one, one.Forecast.Quantile(0.5), period);
            sums[0].AddQuantiles(one, [.. _scoredLevels.Select(level => one.Forecast.Quantile(level))], _scoredLevels);
            sums[0].AddCrps(one, [.. levels.Select(one.Forecast.Quantile)], levels);
            sums[0].AddCoverage(one, levels);
            for (var index = 0; index < _baselines.Length; index++)
            {
                var point = _baselines[index].Forecast(one.Past, one.Horizon);
                sums[index + 1].AddPoint(one, point, period);
                sums[index + 1].AddQuantiles(one, [point], [0.5]);
                sums[index + 1].AddCrps(one, [point], [0.5]);
            }
        }
        return sums;
    }

    /// <summary>Turns sums into scores; OWA is relative to the last method, Naive2.</summary>
    public ForecastScores[] Finish(ScoreSums[] sums)
    {
        var reference = sums[^1];
        return [.. sums.Select((sum, index) => sum.ToScores(index == 0 ? ModelName : _baselines[index - 1].Name, reference))];
    }
}
