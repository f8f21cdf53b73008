namespace Recurrent.TimeSeries.Forecasting;

/// <summary>One forecast and what happened.</summary>
/// <param name="Series">The whole series.</param>
/// <param name="Origin">Steps before the forecast.</param>
/// <param name="Forecast">What was forecast from them.</param>
internal readonly record struct ForecastCase(Series Series, int Origin, SeriesForecast Forecast)
{
    public int Horizon => Forecast.Horizon;

    /// <summary>Values before the origin, NaN where they are missing.</summary>
    public ReadOnlySpan<double> Past => Series.Values[..Origin];

    /// <summary>What happened, without the steps whose value is missing.</summary>
    public ReadOnlySpan<double> Actual => Scored(Series.Values.Slice(Origin, Horizon));

    /// <summary>Of one value a step those of the steps that are scored.</summary>
    public ReadOnlySpan<double> Scored(ReadOnlySpan<double> steps)
    {
        var actual = Series.Values.Slice(Origin, Horizon);
        if (!KnownValues.HasMissing(actual)) return steps;
        var scored = new List<double>(steps.Length);
        for (var step = 0; step < steps.Length; step++)
            if (!double.IsNaN(actual[step])) scored.Add(steps[step]);
        return scored.ToArray();
    }
}
