namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Scores of one series over all origins.</summary>
/// <param name="Id">Id of the series.</param>
/// <param name="Model">The model's errors.</param>
/// <param name="Baselines">The simple methods' errors, in the order of <see cref="ForecastEvaluation.Baselines"/>.</param>
public sealed record SeriesEvaluation(string Id, ForecastScores Model, IReadOnlyList<ForecastScores> Baselines);
