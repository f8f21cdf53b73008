namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Turns a point in time into the inputs and targets of one window.</summary>
/// <remarks>
/// With x the transformed values, o the origin, b the base period and C the context: the base forecast is
/// <c>x_{o−b+((h−1) mod b)}</c>, or that of the method fitted to the series; inputs are measured from the mean of the last season in units of the standard deviation σ over the context;
/// outputs and differences in units of <c>s = mean |x_t − x_{t−b}|</c> over the context, at least 5 % of σ. A flat past has no unit: what
/// follows it counts as one step up or down, or a single first sale after zeros would outweigh all else there is to learn. Missing values
/// enter none of these measures; the network reads a stand-in for them, no difference, and that they are missing.
/// </remarks>
internal sealed class WindowReader(ForecastPreprocessing preprocessing, FeatureLayout layout, int trainedHorizon)
{
    /// <summary>Inputs further out than this say no more than that they are extreme, and would only shake the network.</summary>
    private const double Limit = 10;
    private const double SmallestShare = 0.05;
    private const int ShortestLevel = 4;

    public int Context => preprocessing.Context;

    public FeatureLayout Layout => layout;

    /// <summary>Writes one row of a batch and gives the number of valid encoder steps.</summary>
    public int Fill(WindowBatch batch, int row, WindowOrigin window)
    {
        var start = Math.Max(0, window.Origin - Context);
        var units = Measure(window.Series, start, window.Origin);
        batch.Scale[row] = units.Error;
        FillEncoder(batch, row, window, units);
        FillDecoder(batch, row, window, units);
        return window.Origin - start;
    }

    private Units Measure(PreparedSeries series, int start, int origin)
    {
        var period = preprocessing.BasePeriod;
        var season = period > 1 ? period : Math.Max(ShortestLevel, Math.Min(Context, trainedHorizon));
        var level = series.Mean(Math.Max(0, origin - season), origin);
        var spread = Math.Max(series.Deviation(start, origin), SmallestShare * series.Deviation(0, origin));
        var isFlat = !(spread > 1e-9 * Math.Abs(level));
        if (isFlat) spread = Math.Max(1e-3 * Math.Abs(level), 1e-6);
        var lag = origin > period ? period : 1;
        var (error, pairs) = (0.0, 0);
        for (var t = Math.Max(start, lag); t < origin; t++)
        {
            if (!series.IsKnown(t) || !series.IsKnown(t - lag)) continue;
            error += Math.Abs(series.Values[t] - series.Values[t - lag]);
            pairs++;
        }
        error = pairs > 0 ? error / pairs : 0;
        return new Units(level, spread, Math.Max(error, SmallestShare * spread), isFlat);
    }

    private void FillEncoder(WindowBatch batch, int row, WindowOrigin window, Units units)
    {
        var (series, start) = (window.Series, Math.Max(0, window.Origin - Context));
        var width = layout.EncoderInputs;
        for (var t = start; t < window.Origin; t++)
        {
            var inputs = batch.Encoder.AsSpan((((t - start) * batch.Rows) + row) * width, width);
            inputs[0] = units.Level(series.Values[t]);
            var at = 1;
            var isKnown = series.IsKnown(t);
            foreach (var lag in layout.DifferenceLags)
                inputs[at++] = t >= lag && isKnown && series.IsKnown(t - lag) ? units.Difference(series.Values[t], series.Values[t - lag]) : 0;
            if (layout.MissingInputs > 0) inputs[at++] = isKnown ? 0 : 1;
            series.Past(t).CopyTo(inputs[at..]);
            series.Shared(t).CopyTo(inputs[(at + layout.PastInputs)..]);
        }
    }

    private void FillDecoder(WindowBatch batch, int row, WindowOrigin window, Units units)
    {
        var (series, origin) = (window.Series, window.Origin);
        var recent = RecentChange(series, origin, units);
        var width = layout.DecoderInputs;
        var forecast = new double[batch.Horizon];
        series.BaseForecast(origin, forecast);
        for (var step = 0; step < batch.Horizon; step++)
        {
            var place = (step * batch.Rows) + row;
            var copy = forecast[step];
            batch.Base[place] = copy;
            var isKnown = origin + step < Math.Min(window.TargetEnd, series.Length) && series.IsKnown(origin + step);
            batch.Mask[place] = isKnown ? 1 : 0;
            batch.Targets[place] = isKnown ? units.Target(series.Values[origin + step], copy) : 0;
            var inputs = batch.Decoder.AsSpan(place * width, width);
            inputs[0] = units.Level(copy);
            recent.CopyTo(inputs[1..]);
            inputs[4] = Math.Min(1f, (step + 1f) / trainedHorizon);
            inputs[5] = 1f / (step + 1);
            inputs[6] = units.Ratio;
            var at = 7;
            foreach (var (period, back) in layout.Candidates)
            {
                inputs[at++] = origin >= period * back
                    ? units.Difference(series.Repeat(origin, period, back, step), copy)
                    : 0;
            }
            if (layout.MissingInputs > 0) inputs[at++] = series.IsKnown(PreparedSeries.Repeated(origin, preprocessing.BasePeriod, 1, step)) ? 0 : 1;
            series.Shared(origin + step).CopyTo(inputs[at..]);
        }
    }

    /// <summary>How the latest values differ from those one base period before: the last one, the mean of a few, the mean of a season.</summary>
    private float[] RecentChange(PreparedSeries series, int origin, Units units)
    {
        var period = preprocessing.BasePeriod;
        if (origin <= period) return [0, 0, 0];
        var few = Math.Min(origin - period, 3);
        var season = Math.Min(origin - period, Math.Max(period, 6));
        return
        [
            units.Difference(series.Values[origin - 1], series.Values[origin - 1 - period]),
            units.Difference(series.Mean(origin - few, origin), series.Mean(origin - few - period, origin - period)),
            units.Difference(series.Mean(origin - season, origin), series.Mean(origin - season - period, origin - period)),
        ];
    }

    /// <summary>The measures of one window.</summary>
    private readonly record struct Units(double Centre, double Spread, double Error, bool IsFlat)
    {
        /// <summary>How large the seasonal error is beside the spread, as a logarithm.</summary>
        public float Ratio => (float)Math.Log(Error / Spread);

        public float Target(double value, double copy) =>
            (float)(IsFlat ? Math.Sign(value - copy) : (value - copy) / Error);

        public float Level(double value) => (float)Math.Clamp((value - Centre) / Spread, -Limit, Limit);

        public float Difference(double value, double earlier) => (float)Math.Clamp((value - earlier) / Error, -Limit, Limit);
    }
}
