using Recurrent.TimeSeries.Finance.Measures;
using Recurrent.TimeSeries.Finance.WalkForward;

namespace Recurrent.TimeSeries.Finance.Scoring;

/// <summary>A model beside simple methods on the same days.</summary>
/// <param name="Reference">The method of ratios and Diebold–Mariano tests: the heterogeneous autoregression with the smallest QLIKE on the last quarter of the days before.</param>
/// <param name="DaysWithoutMove">Days with the same close as the day before, left out of QLIKE for every method alike.</param>
/// <param name="Model">The model.</param>
/// <param name="Baselines">The simple methods.</param>
/// <param name="Direction">What its odds of a rising day were worth.</param>
/// <param name="Forecasts">The model's forecasts. [N]</param>
/// <param name="Returns">Log returns of the same days. [N]</param>
public sealed record VolatilityEvaluation(
    string Reference,
    int DaysWithoutMove,
    VolatilityScores Model,
    IReadOnlyList<VolatilityScores> Baselines,
    DirectionScores Direction,
    IReadOnlyList<DayForecast> Forecasts,
    IReadOnlyList<double> Returns)
{
    /// <summary>Days scored N.</summary>
    public int Days => Returns.Count;

    /// <summary>The simple method with the smallest QLIKE.</summary>
    public VolatilityScores BestBaseline => Baselines.MinBy(static one => one.Qlike)!;

    /// <summary>Diebold–Mariano test of the model against <see cref="BestBaseline"/>; below 0 when the model is better.</summary>
    public DieboldMariano DifferenceToBest => DieboldMariano.Of(Known(Model), Known(BestBaseline));

    /// <summary>A simple method by name.</summary>
    /// <param name="method">Such as <c>garch</c>.</param>
    /// <returns>Its scores.</returns>
    /// <exception cref="InvalidOperationException">There is none of the name.</exception>
    public VolatilityScores Baseline(string method) => Baselines.Single(one => one.Method == method);

    private static double[] Known(VolatilityScores scores) => [.. scores.Losses.Where(static loss => !double.IsNaN(loss))];
}
