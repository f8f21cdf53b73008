namespace Recurrent.TimeSeries.Forecasting;

/// <summary>A series made ready for windows: transformed values, and the inputs that do not depend on the window.</summary>
/// <remarks>
/// What stands at index t depends on values up to t only, so a window that reads below its origin cannot see the future. In place of a missing
/// value stands the one a base period before it (<see cref="KnownValues.Fill"/>), which is told to the network as missing and enters no scale.
/// </remarks>
internal sealed class PreparedSeries
{
    private readonly double[] _sums;
    private readonly double[] _squares;
    private readonly int[]? _counts;
    private readonly float[] _shared;
    private readonly int _sharedCount;
    private readonly float[] _past;
    private readonly int _pastCount;
    private readonly ForecastPreprocessing _preprocessing;
    private readonly ThetaBase? _theta;
    private readonly SmoothingBase? _smoothing;

    /// <param name="source">The series.</param>
    /// <param name="preprocessing">What the model reads.</param>
    /// <param name="layout">The order of inputs.</param>
    /// <param name="horizon">Steps behind the end that windows may reach.</param>
    /// <param name="future">Known-future covariates behind the end, by name; null when no window reaches behind the end.</param>
    public PreparedSeries(
        Series source, ForecastPreprocessing preprocessing, FeatureLayout layout, int horizon, IReadOnlyList<Covariate>? future)
    {
        (Source, _preprocessing) = (source, preprocessing);
        Values = Transform(source.MissingCount == 0 ? source.Values : KnownValues.Fill(source.Values, preprocessing.BasePeriod), preprocessing);
        if (source.MissingCount > 0) _counts = RunningCounts(source.Values);
        var season = preprocessing.FittedPeriod > 0 ? preprocessing.FittedPeriod : preprocessing.Periods is [var shortest, ..] ? shortest : 1;
        if (preprocessing.Base == ForecastBase.Theta) _theta = Theta(source, season);
        if (preprocessing.Base == ForecastBase.Smoothing) _smoothing = new SmoothingBase(Values, season);
        (_sums, _squares) = RunningSums();
        (_sharedCount, _pastCount) = (layout.Shared, layout.PastInputs);
        _shared = new float[(source.Length + horizon) * _sharedCount];
        _past = new float[source.Length * _pastCount];
        FillCycles(preprocessing.Cycles, horizon);
        var covariates = new CovariateReader(source, future, horizon);
        var at = 0;
        foreach (var scale in layout.PastCovariates) at += covariates.Read(scale, _past, at, _pastCount);
        at = 2 * preprocessing.Cycles.Length;
        foreach (var scale in layout.FutureCovariates) at += covariates.Read(scale, _shared, at, _sharedCount);
        foreach (var holidays in preprocessing.Holidays) at += covariates.Read(holidays, _shared, at, _sharedCount);
        FillStatics(preprocessing.Statics, at);
    }

    public Series Source { get; }

    /// <summary>Transformed values, stand-ins where they are missing. [T]</summary>
    public double[] Values { get; }

    public int Length => Values.Length;

    public bool IsKnown(int index) => _counts is null || _counts[index + 1] > _counts[index];

    /// <summary>Known values from <paramref name="start"/> up to but not including <paramref name="end"/>.</summary>
    public int Known(int start, int end) => _counts is null ? end - start : _counts[end] - _counts[start];

    /// <summary>Cycles, known-future covariates and static inputs at one step; the step may lie behind the end.</summary>
    public ReadOnlySpan<float> Shared(int index) => _shared.AsSpan(index * _sharedCount, _sharedCount);

    /// <summary>Past covariates at one step.</summary>
    public ReadOnlySpan<float> Past(int index) => _past.AsSpan(index * _pastCount, _pastCount);

    /// <summary>The base forecast from the values before an origin, in transformed units.</summary>
    /// <param name="origin">Number of values known, at least 1.</param>
    /// <param name="destination">One value a step.</param>
    public void BaseForecast(int origin, Span<double> destination)
    {
        if (_theta is not null)
        {
            Transform(_theta.At(origin, destination.Length).AsSpan(0, destination.Length), _preprocessing).CopyTo(destination);
            return;
        }
        if (_smoothing is not null)
        {
            _smoothing.At(origin, destination.Length).AsSpan(0, destination.Length).CopyTo(destination);
            return;
        }
        for (var step = 0; step < destination.Length; step++) destination[step] = Repeat(origin, _preprocessing.BasePeriod, 1, step);
    }

    /// <summary>The value that repeating the season <paramref name="back"/> seasons before an origin gives for a step, counted from 0.</summary>
    public double Repeat(int origin, int period, int back, int step) => Values[Repeated(origin, period, back, step)];

    /// <summary>Place of that value.</summary>
    public static int Repeated(int origin, int period, int back, int step)
    {
        var season = origin >= period * back ? period * back : 1;
        return season == 1 ? origin - 1 : origin - season + (step % period);
    }

    /// <summary>Mean of the known values from <paramref name="start"/> up to but not including <paramref name="end"/>; where none is known, the stand-in at the end.</summary>
    public double Mean(int start, int end)
    {
        var known = Known(start, end);
        return known > 0 ? Values[0] + ((_sums[end] - _sums[start]) / known) : Values[end - 1];
    }

    /// <summary>Standard deviation of the same values; the divisor is their number.</summary>
    public double Deviation(int start, int end)
    {
        var known = Known(start, end);
        if (known == 0) return 0;
        var mean = (_sums[end] - _sums[start]) / known;
        return Math.Sqrt(Math.Max(0, ((_squares[end] - _squares[start]) / known) - (mean * mean)));
    }

    private static double[] Transform(ReadOnlySpan<double> values, ForecastPreprocessing preprocessing)
    {
        var result = values.ToArray();
        if (preprocessing.Transform == DataTransformKind.None) return result;
        for (var t = 0; t < result.Length; t++) result[t] = Math.Log(Math.Max(result[t], preprocessing.LogFloor));
        return result;
    }

    private static ThetaBase Theta(Series source, int season) =>
        new(source.MissingCount == 0 ? source.Memory : KnownValues.Fill(source.Values, season), season);

    private static int[] RunningCounts(ReadOnlySpan<double> values)
    {
        var counts = new int[values.Length + 1];
        for (var t = 0; t < values.Length; t++) counts[t + 1] = counts[t] + (double.IsNaN(values[t]) ? 0 : 1);
        return counts;
    }

    /// <summary>Sums of the known values from the start, of distances from the first value so that little is lost by cancellation.</summary>
    private (double[] Sums, double[] Squares) RunningSums()
    {
        var (sums, squares) = (new double[Length + 1], new double[Length + 1]);
        for (var t = 0; t < Length; t++)
        {
            var distance = IsKnown(t) ? Values[t] - Values[0] : 0;
            (sums[t + 1], squares[t + 1]) = (sums[t] + distance, squares[t] + (distance * distance));
        }
        return (sums, squares);
    }

    private void FillCycles(Cycle[] cycles, int horizon)
    {
        for (var t = 0; t < Length + horizon; t++)
        {
            for (var index = 0; index < cycles.Length; index++)
            {
                var (sine, cosine) = Math.SinCos(2 * Math.PI * cycles[index].Phase(Source.Times, t));
                (_shared[(t * _sharedCount) + (2 * index)], _shared[(t * _sharedCount) + (2 * index) + 1]) = ((float)sine, (float)cosine);
            }
        }
    }

    private void FillStatics(StaticVocabulary[] statics, int at)
    {
        foreach (var vocabulary in statics)
        {
            var known = Source.StaticCovariates.TryGetValue(vocabulary.Name, out var text) ? Array.IndexOf(vocabulary.Values, text) : -1;
            if (known >= 0)
                for (var t = at + known; t < _shared.Length; t += _sharedCount) _shared[t] = 1;
            at += vocabulary.Values.Length;
        }
    }
}
