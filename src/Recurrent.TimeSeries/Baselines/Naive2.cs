namespace Recurrent.TimeSeries.Baselines;

/// <summary>Repeats the last value of the seasonally adjusted history: the reference method of the M4 competition.</summary>
/// <param name="period">Seasonal period m, at least 1.</param>
/// <remarks>
/// When the history is seasonal (n ≥ 3m and the 90 % autocorrelation test), classical multiplicative decomposition gives factors s of
/// mean 1 and <c>f_{n+i} = (x_n / s_n) s_{n+i}</c>; otherwise <c>f = x_n</c> (Makridakis et al., The M4 Competition, 2020).
/// </remarks>
public sealed class Naive2(int period) : IBaseline
{
    private readonly int _period = BaselineGuard.Period(period);

    /// <inheritdoc/>
    public string Name => "naive2";

    /// <summary>Whether the test finds the history seasonal, so that its forecast differs from <see cref="Naive"/>.</summary>
    /// <param name="history">Known values. [T]</param>
    /// <returns>The verdict of the 90 % autocorrelation test.</returns>
    public bool IsSeasonal(ReadOnlySpan<double> history) => SeasonalDecomposition.IsSeasonal(history, _period);

    /// <inheritdoc/>
    public double[] Forecast(ReadOnlySpan<double> history, int horizon)
    {
        history = BaselineGuard.Check(history, horizon, _period);
        var forecast = new double[horizon];
        Array.Fill(forecast, history[^1]);
        if (SeasonalDecomposition.Factors(history, _period) is not { } factors) return forecast;
        var level = history[^1] / factors[(history.Length - 1) % _period];
        for (var i = 0; i < horizon; i++) forecast[i] = level * factors[(history.Length + i) % _period];
        return forecast;
    }
}
