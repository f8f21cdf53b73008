namespace Recurrent.TimeSeries.Baselines;

/// <summary>Repeats the last value.</summary>
/// <remarks><c>f_{n+i} = x_n</c></remarks>
public sealed class Naive : IBaseline
{
    /// <inheritdoc/>
    public string Name => "naive";

    /// <inheritdoc/>
    public double[] Forecast(ReadOnlySpan<double> history, int horizon)
    {
        history = BaselineGuard.Check(history, horizon);
        var forecast = new double[horizon];
        Array.Fill(forecast, history[^1]);
        return forecast;
    }
}
