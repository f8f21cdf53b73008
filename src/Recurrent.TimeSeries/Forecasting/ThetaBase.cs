using Recurrent.TimeSeries.Baselines;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Theta forecasts of one series at many points in time, each from the values before it; kept, since windows are drawn again and again.</summary>
/// <param name="values">The series in its own unit. [T]</param>
/// <param name="period">Seasonal period; 1 for none.</param>
internal sealed class ThetaBase(ReadOnlyMemory<double> values, int period)
{
    /// <summary>Seasons, and values, that decide; older ones say little about the level and cost time at every point.</summary>
    private const int MostSeasons = 12;
    private const int MostValues = 144;
    private readonly Theta _theta = new(period);
    private readonly Dictionary<int, double[]> _known = [];

    /// <summary>The forecast from the values before an origin.</summary>
    /// <param name="origin">Number of values known, at least 1.</param>
    /// <param name="horizon">Steps, at least 1.</param>
    /// <returns>At least as many values as steps, in the unit of the series.</returns>
    public double[] At(int origin, int horizon)
    {
        if (_known.TryGetValue(origin, out var forecast) && forecast.Length >= horizon) return forecast;
        var start = Math.Max(0, origin - Math.Max(MostValues, MostSeasons * period));
        return _known[origin] = _theta.Forecast(values.Span[start..origin], horizon);
    }
}
