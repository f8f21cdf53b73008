namespace Recurrent.TimeSeries.Baselines;

/// <summary>The theta method: the mean of a straight line and simple exponential smoothing around it, seasonally adjusted.</summary>
/// <param name="period">Seasonal period m, at least 1.</param>
/// <remarks>
/// The history is deseasonalised as in <see cref="Naive2"/>. Line 0 is the least-squares line; line 2 is <c>2x − line</c>, forecast by
/// simple exponential smoothing whose level start and α ∈ [0.0001, 0.9999] minimise the squared one-step errors; the forecast is the mean of both,
/// negative values become 0 when the history has none, then the season is put back (Assimakopoulos and Nikolopoulos, 2000; as benchmarked in M4).
/// </remarks>
public sealed class Theta(int period) : IBaseline
{
    private readonly int _period = BaselineGuard.Period(period);

    /// <inheritdoc/>
    public string Name => "theta";

    /// <inheritdoc/>
    public double[] Forecast(ReadOnlySpan<double> history, int horizon)
    {
        history = BaselineGuard.Check(history, horizon, _period);
        var factors = SeasonalDecomposition.Factors(history, _period);
        var adjusted = history.ToArray();
        if (factors is not null)
            for (var t = 0; t < adjusted.Length; t++) adjusted[t] /= factors[t % _period];
        var (intercept, slope) = TrendLine.Fit(adjusted);
        for (var t = 0; t < adjusted.Length; t++) adjusted[t] = (2 * adjusted[t]) - intercept - (slope * t);
        var level = ExponentialSmoothing.Level(adjusted);
        // The benchmark knew positive series only; cut off at 0, a series that goes below would make every model look good.
        var lowest = HasNegative(history) ? double.NegativeInfinity : 0;
        var forecast = new double[horizon];
        for (var i = 0; i < horizon; i++)
        {
            var time = history.Length + i;
            forecast[i] = Math.Max(lowest, 0.5 * (level + intercept + (slope * time)));
            if (factors is not null) forecast[i] *= factors[time % _period];
        }
        return forecast;
    }

    private static bool HasNegative(ReadOnlySpan<double> history)
    {
        foreach (var value in history)
            if (value < 0) return true;
        return false;
    }
}
