namespace Recurrent.TimeSeries.Forecasting;

/// <summary>A trained network and all that turns its outputs into values.</summary>
internal interface ISeriesForecaster
{
    /// <summary>Forecasts in the unit of the series.</summary>
    /// <param name="origins">Points in time.</param>
    /// <param name="horizon">Steps.</param>
    /// <param name="threads">Threads; 0 takes one per core.</param>
    /// <returns>One forecast an origin.</returns>
    ForecastValues[] Forecast(IReadOnlyList<WindowOrigin> origins, int horizon, int threads);
}
