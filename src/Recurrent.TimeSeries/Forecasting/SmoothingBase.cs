using Recurrent.TimeSeries.Baselines;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Forecasts of one series by steady exponential smoothing at many points in time, each from the values before it; kept, since windows are drawn again and again.</summary>
/// <param name="values">Transformed values. [T]</param>
/// <param name="period">Seasonal period; 1 for none.</param>
internal sealed class SmoothingBase(double[] values, int period)
{
    /// <summary>Seasons, and values, that decide; older ones say little about the slope and cost time at every point.</summary>
    private const int MostSeasons = 12;
    private const int MostValues = 144;
    /// <summary>Values between two fits of the constants where there is no season; start and slope are fitted at every point.</summary>
    private const int FewestBetweenFits = 4;
    private readonly SmoothingRun _seasonal = new(period);
    private readonly SmoothingRun _plain = new(1);
    private readonly Dictionary<int, SmoothingConstants> _constants = [];
    private readonly Dictionary<int, double[]> _known = [];

    /// <summary>The forecast from the values before an origin.</summary>
    /// <param name="origin">Number of values known, at least 1.</param>
    /// <param name="horizon">Steps, at least 1.</param>
    /// <returns>At least as many values as steps, in transformed units.</returns>
    public double[] At(int origin, int horizon)
    {
        if (_known.TryGetValue(origin, out var forecast) && forecast.Length >= horizon) return forecast;
        var history = History(origin);
        var run = RunOf(history.Length);
        run.Fit(history, Constants(origin));
        forecast = new double[horizon];
        run.Continue(history.Length, forecast);
        return _known[origin] = forecast;
    }

    private ReadOnlySpan<double> History(int origin) => values.AsSpan(Start(origin), origin - Start(origin));

    private int Start(int origin) => Math.Max(0, origin - Math.Max(MostValues, MostSeasons * period));

    private SmoothingRun RunOf(int length) => length >= 2 * period ? _seasonal : _plain;

    private SmoothingConstants Constants(int origin)
    {
        var fitted = origin - (origin % Math.Max(FewestBetweenFits, period));
        if (fitted < 2 * period) fitted = origin;
        if (_constants.TryGetValue(fitted, out var constants)) return constants;
        var history = History(fitted);
        var run = RunOf(history.Length);
        return _constants[fitted] = SmoothingConstants.Fit(run, history, run == _seasonal && period > 1, isSteady: true);
    }
}
