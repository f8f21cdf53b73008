namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>How improbable a value of one view is, judged by the values it had before.</summary>
/// <remarks>
/// The upper tail is a straight line in log probability through two points of the past: its 90 % quantile u (probability 0.1) and its
/// maximum m of n values (probability 1/n). Beyond the maximum the line goes on, so a value has to be further out the heavier the tail is:
/// <c>−ln p(v) = ln n + (v − m)/β</c> with <c>β = (m − u)/ln(0.1 n)</c>, the exponential tail of peaks over thresholds. The lower tail is that of −v.
/// </remarks>
internal struct ViewTail
{
    private const double TailShare = 0.1;
    private const double SmallestSlope = 0.1;
    private const double SmallestSpread = 0.01;
    private const double QuantileStep = 10;
    private const double Memory = 20_000;

    public double Count { get; set; }

    public double Mean { get; set; }

    public double Spread { get; set; }

    public double UpperQuantile { get; set; }

    public double UpperRecord { get; set; }

    public double LowerQuantile { get; set; }

    public double LowerRecord { get; set; }

    /// <summary>The tails of values that are all at hand.</summary>
    /// <param name="values">In any order.</param>
    /// <param name="dependence">
    /// How many values in a row say about the same: means over overlapping windows count once a window, or the tail would look better known than it is.
    /// </param>
    public static ViewTail Fit(ReadOnlySpan<double> values, int dependence = 1)
    {
        if (values.IsEmpty) return default;
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var mean = sorted.Average();
        var place = (int)(TailShare * (sorted.Length - 1));
        return new ViewTail
        {
            Count = (double)sorted.Length / dependence,
            Mean = mean,
            Spread = sorted.Average(value => Math.Abs(value - mean)),
            UpperQuantile = sorted[^(place + 1)],
            UpperRecord = sorted[^1],
            LowerQuantile = -sorted[place],
            LowerRecord = -sorted[0],
        };
    }

    /// <summary>The larger of the two tails' −ln p; 0 for usual values and while nothing is known.</summary>
    public readonly double Surprise(double value)
    {
        if (!(Count >= 1)) return 0;
        var isUpper = value > Mean;
        var (point, quantile, record) = isUpper ? (value, UpperQuantile, UpperRecord) : (-value, LowerQuantile, LowerRecord);
        if (point <= quantile) return 0;
        var logCount = Math.Log(Count);
        var logTail = Math.Max(logCount + Math.Log(TailShare), 1);
        if (point <= record) return -Math.Log(TailShare) + ((point - quantile) / Math.Max(record - quantile, double.Epsilon) * logTail);
        return logCount + ((point - record) / Slope(quantile, record, logTail));
    }

    private readonly double Slope(double quantile, double record, double logTail) =>
        Math.Max((record - quantile) / logTail, Math.Max(SmallestSlope * Spread, SmallestSpread * SmallestSlope));

    /// <summary>The value next to a given one whose surprise is at most so much.</summary>
    public readonly double Limit(double value, double surprise)
    {
        if (value <= UpperRecord && -value <= LowerRecord) return value;
        var logCount = Math.Log(Math.Max(Count, 1));
        if (surprise <= logCount) return Math.Clamp(value, -LowerRecord, UpperRecord);
        var logTail = Math.Max(logCount + Math.Log(TailShare), 1);
        var room = surprise - logCount;
        return Math.Clamp(value, -LowerRecord - (room * Slope(LowerQuantile, LowerRecord, logTail)), UpperRecord + (room * Slope(UpperQuantile, UpperRecord, logTail)));
    }

    /// <summary>Learns a value.</summary>
    public void Add(double value)
    {
        if (!(Count > 0)) this = Fit([value]);
        Count++;
        var rate = 1 / Math.Min(Count, Memory);
        var step = Spread * QuantileStep * rate;
        UpperRecord = Math.Max(UpperRecord, value);
        LowerRecord = Math.Max(LowerRecord, -value);
        UpperQuantile = Math.Min(UpperQuantile + (value > UpperQuantile ? step * (1 - TailShare) : -step * TailShare), UpperRecord);
        LowerQuantile = Math.Min(LowerQuantile + (-value > LowerQuantile ? step * (1 - TailShare) : -step * TailShare), LowerRecord);
        Spread += (Math.Abs(value - Mean) - Spread) * rate;
        Mean += (value - Mean) * rate;
    }
}
