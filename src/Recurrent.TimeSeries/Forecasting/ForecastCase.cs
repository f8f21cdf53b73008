namespace Recurrent.TimeSeries.Forecasting;

/// <summary>One forecast and what happened.</summary>
/// <param name="Series">The whole series.</param>
/// <param name="Origin">Values known.</param>
/// <param name="Forecast">What was forecast from them.</param>
internal readonly record struct ForecastCase(Series Series, int Origin, SeriesForecast Forecast)
{
    public ReadOnlySpan<double> Known => Series.Values[..Origin];

    public ReadOnlySpan<double> Actual => Series.Values.Slice(Origin, Forecast.Horizon);
}
