namespace Recurrent.TimeSeries.Baselines;

/// <summary>Exponential smoothing with trend and season, its constants and its start chosen by least squares.</summary>
/// <param name="period">Seasonal period m, at least 1; 1 leaves the season out, and so do histories of less than two seasons.</param>
/// <remarks>
/// <c>e_t = x_t − ℓ − b − s_t</c>, <c>ℓ ← ℓ + b + α e_t</c>, <c>b ← b + β e_t</c>, <c>s_t ← s_t + γ e_t</c> (Holt, 1957; Winters, 1960; in the form of Hyndman et al., 2008).
/// The logarithm is smoothed where <see cref="DataTransform.Suggest"/> finds that the values swing in proportion to their level.
/// </remarks>
public sealed class HoltWinters(int period) : IBaseline
{
    private readonly int _period = BaselineGuard.Period(period);

    /// <inheritdoc/>
    public string Name => IsSteady ? "steady_smoothing" : "holt_winters";

    /// <summary>Whether β is 0: one slope, fitted to the whole history; false by default.</summary>
    /// <remarks>A slope that follows the last seasons is carried on by every step of a long horizon; one for the whole history errs less where growth comes and goes.</remarks>
    public bool IsSteady { get; init; }

    /// <inheritdoc/>
    public double[] Forecast(ReadOnlySpan<double> history, int horizon)
    {
        history = BaselineGuard.Check(history, horizon, _period);
        if (DataTransform.Suggest(history, _period) != DataTransformKind.Log) return Continue(history, horizon);
        var logs = new double[history.Length];
        for (var t = 0; t < logs.Length; t++) logs[t] = Math.Log(history[t]);
        var forecast = Continue(logs, horizon);
        for (var step = 0; step < horizon; step++) forecast[step] = Math.Exp(forecast[step]);
        return forecast;
    }

    private double[] Continue(ReadOnlySpan<double> values, int horizon)
    {
        var season = values.Length >= 2 * _period ? _period : 1;
        var run = new SmoothingRun(season);
        run.Fit(values, SmoothingConstants.Fit(run, values, season > 1, IsSteady));
        var forecast = new double[horizon];
        run.Continue(values.Length, forecast);
        return forecast;
    }
}
