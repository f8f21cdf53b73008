using Recurrent.Interop.Onnx.Export;
using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.Interop.Tasks.Forecasts;

/// <summary>What a forecasting network reads of a series, and in which units its forecast is: the same as <see cref="WindowReader"/> computes.</summary>
internal sealed class WindowNodes
{
    private const double Limit = 10;
    private const double SmallestShare = 0.05;
    private const int ShortestLevel = 4;
    private readonly OnnxGraphBuilder _graph;
    private readonly SeriesNodes _series;
    private readonly ForecastPreprocessing _preprocessing;
    private readonly FeatureLayout _layout;
    private readonly int _horizon;
    private readonly OnnxValue _centre;
    private readonly OnnxValue _spread;

    /// <param name="graph">Where nodes are added.</param>
    /// <param name="series">The series up to the origin.</param>
    /// <param name="preprocessing">What was chosen on the training data.</param>
    /// <param name="horizon">Steps to forecast, as trained.</param>
    /// <param name="given">The forecast that the network improves, <c>[H, B]</c>; null for one that is repeated from the past.</param>
    public WindowNodes(OnnxGraphBuilder graph, SeriesNodes series, ForecastPreprocessing preprocessing, int horizon, OnnxValue? given)
    {
        (_graph, _series, _preprocessing, _layout, _horizon) = (graph, series, preprocessing, new FeatureLayout(preprocessing), horizon);
        var period = preprocessing.BasePeriod;
        _centre = series.Mean(Whole(period > 1 ? period : Math.Max(ShortestLevel, Math.Min(preprocessing.Context, horizon))), end: 0);
        _spread = new SpreadNodes(graph, series, preprocessing.Context).Of(_centre);
        Error = _graph.Add("Max", [UsualChange(), _graph.Times(_spread, _graph.OneDouble(SmallestShare))]);
        Base = given ?? Repeat(period, 1);
    }

    /// <summary>The unit of the network's forecasts, <c>[1, B]</c>.</summary>
    public OnnxValue Error { get; }

    /// <summary>The forecast that the network improves, <c>[H, B]</c>.</summary>
    public OnnxValue Base { get; }

    /// <summary>The furthest step back that the features ask for.</summary>
    public static int Reach(ForecastPreprocessing preprocessing) =>
        Math.Max(2 * Math.Max(preprocessing.BasePeriod, preprocessing.Periods.Append(1).Max()), (2 * preprocessing.BasePeriod) + 6) + 1;

    /// <summary>Inputs of the past, float32 <c>[steps, B, inputs]</c>, of the last steps that the network reads.</summary>
    /// <param name="past">Covariates of the past, float32 <c>[T, B, …]</c>; null for none.</param>
    /// <param name="shared">Features of past and future, float32 <c>[T + H, B, …]</c>; null for none.</param>
    public OnnxValue Encoder(OnnxValue? past, OnnxValue? shared)
    {
        List<OnnxValue> columns = [Level(_series.Values), .. _layout.DifferenceLags.Select(Difference)];
        if (_layout.MissingInputs > 0) columns.Add(_graph.Minus(_graph.OneDouble(1), _series.Known));
        List<OnnxValue> parts = [Columns(columns)];
        if (past is not null) parts.Add(past);
        if (shared is not null) parts.Add(_graph.Between(shared, Whole(0), _series.Length));
        return _graph.Latest(_graph.Concat(-1, [.. parts]), _preprocessing.Context);
    }

    /// <summary>Inputs of the future, float32 <c>[H, B, inputs]</c>.</summary>
    public OnnxValue Decoder(OnnxValue? shared)
    {
        List<OnnxValue> columns = [Level(Base), .. RecentChanges(), .. Places(), Everywhere(_graph.Add("Log", [_graph.Over(Error, _spread)]))];
        columns.AddRange(_layout.Candidates.Select(one => Masked(_series.IsLongerThan((one.Period * one.Back) - 1), Change(Repeat(one.Period, one.Back), Base))));
        if (_layout.MissingInputs > 0) columns.Add(_graph.Minus(_graph.OneDouble(1), Repeat(_preprocessing.BasePeriod, 1, ofKnown: true)));
        List<OnnxValue> parts = [Columns(columns)];
        if (shared is not null) parts.Add(_graph.Latest(shared, _horizon));
        return _graph.Concat(-1, [.. parts]);
    }

    private OnnxValue Whole(long number) => _graph.Integers(number);

    /// <summary>Mean absolute change over a season in the window, <c>[1, B]</c>; over a step while there is no season yet.</summary>
    private OnnxValue UsualChange()
    {
        var period = _preprocessing.BasePeriod;
        var season = MeanChange(period);
        return period == 1 ? season : _graph.Where(_series.IsLongerThan(period), season, MeanChange(1));
    }

    private OnnxValue MeanChange(int lag)
    {
        var counted = Latest(_graph.Times(_graph.Times(_series.Known, _series.KnownBefore(lag)), _series.HasBefore(lag)));
        var change = Latest(_graph.Add("Abs", [_graph.Minus(_series.Values, _series.Before(lag))]));
        return _graph.Over(_series.Total(_graph.Times(change, counted)), _series.AtLeastOne(_series.Total(counted)));
    }

    private OnnxValue Latest(OnnxValue steps) => _graph.Latest(steps, _preprocessing.Context);

    private OnnxValue Difference(int lag) => _graph.Times(
        Change(_series.Values, _series.Before(lag)), _graph.Times(_graph.Times(_series.Known, _series.KnownBefore(lag)), _series.HasBefore(lag)));

    /// <summary>Values, or whether they are known, as they were one or two seasons before each step of the forecast, <c>[H, B]</c>; the last one while there are fewer.</summary>
    private OnnxValue Repeat(int period, int back, bool ofKnown = false)
    {
        int[] places = [.. Enumerable.Range(0, _horizon).Select(step => (period * back) - (period * back == 1 ? 0 : step % period))];
        int[] last = [.. Enumerable.Repeat(1, _horizon)];
        var (repeated, latest) = ofKnown ? (_series.KnownBack(places), _series.KnownBack(last)) : (_series.Back(places), _series.Back(last));
        return period * back == 1 ? latest : _graph.Where(_series.IsLongerThan((period * back) - 1), repeated, latest);
    }

    /// <summary>How much the end of the series differs from a season before: one value, a few, and up to a season.</summary>
    private OnnxValue[] RecentChanges()
    {
        var period = _preprocessing.BasePeriod;
        var ahead = _graph.Minus(_series.Length, Whole(period));
        OnnxValue[] changes =
        [
            Change(_series.Last, _series.Back(1 + period)), Means(3), Means(Math.Max(period, 6)),
        ];
        return [.. changes.Select(change => Everywhere(Masked(_series.IsLongerThan(period), change)))];

        OnnxValue Means(int most)
        {
            var count = _graph.Add("Max", [_graph.Add("Min", [ahead, Whole(most)]), Whole(1)]);
            return Change(_series.Mean(count, end: 0), _series.Mean(count, end: period));
        }
    }

    /// <summary>How far ahead each step is, in two forms.</summary>
    private OnnxValue[] Places()
    {
        double[] shares = [.. Enumerable.Range(0, _horizon).Select(step => (double)Math.Min(1f, (step + 1f) / _horizon))];
        double[] inverses = [.. Enumerable.Range(0, _horizon).Select(step => (double)(1f / (step + 1)))];
        return [Everywhere(_graph.Doubles("step_shares", shares, _horizon, 1)), Everywhere(_graph.Doubles("step_inverses", inverses, _horizon, 1))];
    }

    private OnnxValue Masked(OnnxValue condition, OnnxValue values) => _graph.Where(condition, values, _graph.OneDouble(0));

    /// <summary>The same for every step or row, <c>[H, B]</c>.</summary>
    private OnnxValue Everywhere(OnnxValue value) => _graph.Expand(value, _graph.Concat(0, Whole(_horizon), _series.Batch));

    private OnnxValue Level(OnnxValue values) => Clipped(_graph.Over(_graph.Minus(values, _centre), _spread));

    private OnnxValue Change(OnnxValue values, OnnxValue earlier) => Clipped(_graph.Over(_graph.Minus(values, earlier), Error));

    private OnnxValue Clipped(OnnxValue values) => _graph.Add("Clip", [values, _graph.OneDouble(-Limit), _graph.OneDouble(Limit)]);

    private OnnxValue Columns(List<OnnxValue> columns) => _graph.Cast(_graph.Concat(-1, [.. columns.Select(column => _graph.Unsqueeze(column, 2))]), OnnxElementType.Number);
}
