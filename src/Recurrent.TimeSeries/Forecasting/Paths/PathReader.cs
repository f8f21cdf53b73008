namespace Recurrent.TimeSeries.Forecasting.Paths;

/// <summary>Turns values read one by one into inputs and targets.</summary>
/// <remarks>
/// With x the transformed values, b the base period, o the origin and C the context: the target of step t is <c>(x_t − x_{t−b})/s</c>,
/// <c>s = mean |x_t − x_{t−b}|</c> over the context, at least 5 % of its standard deviation; of values that cannot be negative it is the value
/// itself and s their mean over the context. What is known at the origin decides all units, and an input of step t reads values before t only.
/// </remarks>
internal sealed class PathReader(ForecastPreprocessing preprocessing, PathLayout layout)
{
    private const double SmallestShare = 0.05;
    private const double SmallestMean = 0.1;
    private const int ShortestLevel = 4;
    private const int Few = 4;

    public int Context => preprocessing.Context;

    public PathLayout Layout => layout;

    /// <summary>First step that the network reads of a window.</summary>
    public int Start(int origin) => Math.Max(0, origin - Context);

    public PathUnits Measure(PreparedSeries series, int origin) =>
        layout.IsPositive ? MeasureSize(series, origin) : MeasureChange(series, origin);

    /// <summary>Writes the inputs of step t.</summary>
    public void Inputs(Span<float> destination, in PathValues values, int t, in PathUnits units, ReadOnlySpan<float> shared)
    {
        destination[..layout.Own].Clear();
        if (t > 0 && layout.IsPositive) Sizes(destination, values, t, units);
        if (t > 0 && !layout.IsPositive) Changes(destination, values, t, units);
        shared.CopyTo(destination[layout.Own..]);
    }

    /// <summary>Whether there is a value to measure step t from.</summary>
    public bool HasBase(int t) => layout.IsPositive || t > 0;

    public double Target(in PathValues values, int t, in PathUnits units) =>
        layout.IsPositive ? values[t] : (values[t] - Base(values, t)) / units.Unit;

    /// <summary>The value that a target stands for.</summary>
    public double Value(double target, in PathValues values, int t, in PathUnits units) =>
        layout.IsPositive ? target : Base(values, t) + (units.Unit * target);

    private double Base(in PathValues values, int t) => values[t >= layout.BasePeriod ? t - layout.BasePeriod : t - 1];

    private void Changes(Span<float> destination, in PathValues values, int t, in PathUnits units)
    {
        destination[0] = units.Level(values[t - 1]);
        destination[1] = units.Ratio;
        var at = 2;
        foreach (var lag in layout.Lags) destination[at++] = t > lag ? units.Change(values[t - 1], values[t - 1 - lag]) : 0;
        var copy = Base(values, t);
        foreach (var lag in layout.Candidates) destination[at++] = t >= lag ? units.Change(values[t - lag], copy) : 0;
    }

    private void Sizes(Span<float> destination, in PathValues values, int t, in PathUnits units)
    {
        destination[0] = units.Size(values[t - 1]);
        destination[1] = units.Size(values.Mean(t, Few));
        destination[2] = units.LogUnit;
        for (var index = 0; index < layout.Periods.Length; index++)
            destination[3 + index] = t >= layout.Periods[index] ? units.Size(values[t - layout.Periods[index]]) : 0;
    }

    private PathUnits MeasureChange(PreparedSeries series, int origin)
    {
        var (start, period) = (Start(origin), layout.BasePeriod);
        var level = series.Mean(Math.Max(0, origin - Math.Max(ShortestLevel, period)), origin);
        var spread = Math.Max(series.Deviation(start, origin), SmallestShare * series.Deviation(0, origin));
        var isFlat = !(spread > 1e-9 * Math.Abs(level));
        if (isFlat) spread = Math.Max(1e-3 * Math.Abs(level), 1e-6);
        var lag = origin > period ? period : 1;
        var (error, first) = (0.0, Math.Max(start, lag));
        for (var t = first; t < origin; t++) error += Math.Abs(series.Values[t] - series.Values[t - lag]);
        error = first < origin ? error / (origin - first) : 0;
        return new PathUnits(level, spread, Math.Max(error, SmallestShare * spread), isFlat);
    }

    /// <summary>The mean over the context, drawn a little towards that of the whole past: a context of zeros is no proof of a mean of 0.</summary>
    private PathUnits MeasureSize(PreparedSeries series, int origin)
    {
        var start = Start(origin);
        var before = Math.Max(series.Mean(0, origin), double.Epsilon);
        var smallest = layout.IsCount ? SmallestMean : 0;
        var count = origin - start;
        var mean = ((count * series.Mean(start, origin)) + Math.Max(before, smallest)) / (count + 1);
        return new PathUnits(0, mean, Math.Max(mean, double.Epsilon), IsFlat: false);
    }
}
