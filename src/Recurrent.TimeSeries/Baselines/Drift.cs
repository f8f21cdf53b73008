namespace Recurrent.TimeSeries.Baselines;

/// <summary>Continues the line through the first and the last value.</summary>
/// <remarks><c>f_{n+i} = x_n + i (x_n − x_1) / (n − 1)</c></remarks>
public sealed class Drift : IBaseline
{
    /// <inheritdoc/>
    public string Name => "drift";

    /// <inheritdoc/>
    public double[] Forecast(ReadOnlySpan<double> history, int horizon)
    {
        BaselineGuard.Check(history, horizon);
        var slope = history.Length == 1 ? 0 : (history[^1] - history[0]) / (history.Length - 1);
        var forecast = new double[horizon];
        for (var i = 0; i < horizon; i++) forecast[i] = history[^1] + ((i + 1) * slope);
        return forecast;
    }
}
