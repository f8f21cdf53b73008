namespace Recurrent.TimeSeries.Forecasting;

/// <summary>The forecast of one series: a distribution for each step, described by its quantiles.</summary>
public sealed class SeriesForecast
{
    private readonly double[][] _values;
    private readonly double[] _quantiles;

    internal SeriesForecast(Series history, double[] quantiles, ForecastValues values)
    {
        (History, _quantiles, _values, Mean) = (history, quantiles, values.Quantiles, values.Mean);
        Stamps = history.FutureStamps(_values[0].Length);
    }

    /// <summary>Id of the series.</summary>
    public string Id => History.Id;

    /// <summary>The values the forecast continues.</summary>
    public Series History { get; }

    /// <summary>Stamps of the steps, written like the input. [H]</summary>
    public IReadOnlyList<string> Stamps { get; }

    /// <summary>H, the number of steps.</summary>
    public int Horizon => Stamps.Count;

    /// <summary>The levels, growing.</summary>
    public IReadOnlyList<double> Quantiles => _quantiles;

    /// <summary>The mean of each step; null when the model only knows quantiles. [H]</summary>
    public IReadOnlyList<double>? Mean { get; }

    /// <summary>The point forecast: the median, or the mean of a model with the head <see cref="ForecastHead.Point"/>. [H]</summary>
    public IReadOnlyList<double> Point => Quantile(0.5);

    /// <summary>The values of one level.</summary>
    /// <param name="level">Between the lowest and the highest of <see cref="Quantiles"/>; levels between two of them are interpolated.</param>
    /// <returns>One value a step, in the unit of the series; never below those of a lower level. [H]</returns>
    /// <exception cref="ArgumentOutOfRangeException">The level lies outside the levels of the model.</exception>
    public double[] Quantile(double level)
    {
        if (!Knows(level))
        {
            throw new ArgumentOutOfRangeException(
                nameof(level), level, $"The model forecasts levels {_quantiles[0]} to {_quantiles[^1]}, received {level}; train with wider quantiles.");
        }

        var upper = Array.FindIndex(_quantiles, known => known >= level - Tolerance);
        if (Math.Abs(_quantiles[upper] - level) <= Tolerance) return [.. _values[upper]];
        var share = (level - _quantiles[upper - 1]) / (_quantiles[upper] - _quantiles[upper - 1]);
        return [.. _values[upper - 1].Zip(_values[upper], (low, high) => low + (share * (high - low)))];
    }

    /// <summary>A central interval.</summary>
    /// <param name="percent">Probability inside, such as 80 or 90, from 1 to below 100.</param>
    /// <returns>Lower and upper bounds. [H] each</returns>
    /// <exception cref="ArgumentOutOfRangeException">That is no percentage, or the interval is wider than the levels of the model.</exception>
    public PredictionInterval Interval(double percent)
    {
        if (!(percent is >= 1 and < 100))
        {
            var hint = percent is > 0 and < 1 ? $"; did you mean {Rounded(100 * percent)}?" : ".";
            throw new ArgumentOutOfRangeException(nameof(percent), percent, $"Received {percent}, expected a percentage from 1 to below 100, such as 80 or 90" + hint);
        }

        var (lower, upper) = (0.5 - (percent / 200), 0.5 + (percent / 200));
        return Knows(lower) && Knows(upper)
            ? new(percent, Quantile(lower), Quantile(upper))
            : throw new ArgumentOutOfRangeException(nameof(percent), percent, $"Received {percent} %, {Intervals()}; train with wider quantiles for it.");
    }

    /// <summary>Levels closer than this are the same level: 0.05 is no exact binary fraction.</summary>
    private const double Tolerance = 1e-9;

    private static double Rounded(double percent) => Math.Round(percent, 6);

    private bool Knows(double level) => level >= _quantiles[0] - Tolerance && level <= _quantiles[^1] + Tolerance;

    private string Intervals()
    {
        double[] known = [.. _quantiles.Where(level => level < 0.5 && Knows(1 - level)).Select(static level => Rounded(100 - (200 * level))).Order()];
        return known.Length == 0
            ? $"but the model has no intervals: it forecasts levels {_quantiles[0]} to {_quantiles[^1]} only"
            : $"the model's levels give {string.Join(", ", known)} % and what lies between up to {known[^1]} %";
    }
}
