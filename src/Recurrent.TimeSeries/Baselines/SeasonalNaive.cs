namespace Recurrent.TimeSeries.Baselines;

/// <summary>Repeats the last season.</summary>
/// <param name="period">Seasonal period m, at least 1; with 1, or a history shorter than m, it is <see cref="Naive"/>.</param>
/// <remarks><c>f_{n+i} = x_{n+i−m·⌈i/m⌉}</c></remarks>
public sealed class SeasonalNaive(int period) : IBaseline
{
    private readonly int _period = BaselineGuard.Period(period);

    /// <inheritdoc/>
    public string Name => "seasonal_naive";

    /// <inheritdoc/>
    public double[] Forecast(ReadOnlySpan<double> history, int horizon)
    {
        history = BaselineGuard.Check(history, horizon, _period);
        var season = history.Length < _period ? 1 : _period;
        var forecast = new double[horizon];
        for (var i = 0; i < horizon; i++) forecast[i] = history[history.Length - season + (i % season)];
        return forecast;
    }
}
