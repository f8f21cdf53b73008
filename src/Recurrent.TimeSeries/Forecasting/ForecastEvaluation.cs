namespace Recurrent.TimeSeries.Forecasting;

/// <summary>The model beside simple methods on the same values.</summary>
/// <param name="Horizon">Steps forecast at each origin.</param>
/// <param name="Origins">Points in time at which every series was forecast; 1 is the end of the series less one horizon.</param>
/// <param name="Period">Seasonal period of the MASE scale, of the seasonal naive and of Naive2.</param>
/// <param name="Model">The model's mean errors over series.</param>
/// <param name="Baselines">Mean errors of naive, seasonal naive, drift and Naive2.</param>
/// <param name="Series">The same for each series.</param>
/// <param name="Forecasts">What was forecast at the last origin of every series, for plots.</param>
public sealed record ForecastEvaluation(
    int Horizon,
    int Origins,
    int Period,
    ForecastScores Model,
    IReadOnlyList<ForecastScores> Baselines,
    IReadOnlyList<SeriesEvaluation> Series,
    ForecastSet Forecasts)
{
    /// <summary>The simple method with the smallest MASE (the smallest MAE when no series has a MASE).</summary>
    public ForecastScores BestBaseline => Baselines.MinBy(one => double.IsNaN(one.Mase) ? one.Mae : one.Mase)!;

    /// <summary>Whether the model's MASE is below that of every simple method.</summary>
    public bool BeatsBaselines => double.IsNaN(Model.Mase) ? Model.Mae < BestBaseline.Mae : Model.Mase < BestBaseline.Mase;

    /// <summary>One simple method's mean errors.</summary>
    /// <param name="method">Its name, such as <c>seasonal_naive</c>.</param>
    /// <returns>The errors.</returns>
    /// <exception cref="ArgumentException">There is no such method.</exception>
    public ForecastScores Baseline(string method) => Baselines.FirstOrDefault(one => one.Method == method)
        ?? throw new ArgumentException($"There is no baseline '{method}'; choose one of {string.Join(", ", Baselines.Select(one => one.Method))}.", nameof(method));
}
