namespace Recurrent.TimeSeries.Baselines;

/// <summary>Continues the line through the first and the last known value.</summary>
/// <remarks><c>f_{n+i} = x_n + i (x_n − x_1) / (n − 1)</c></remarks>
public sealed class Drift : IBaseline
{
    /// <inheritdoc/>
    public string Name => "drift";

    /// <inheritdoc/>
    public double[] Forecast(ReadOnlySpan<double> history, int horizon)
    {
        var (first, last) = (0, KnownValues.Last(history));
        history = BaselineGuard.Check(history, horizon);
        var slope = last <= first ? 0 : (history[last] - history[first]) / (last - first);
        var forecast = new double[horizon];
        for (var i = 0; i < horizon; i++) forecast[i] = history[last] + ((i + history.Length - last) * slope);
        return forecast;
    }
}
