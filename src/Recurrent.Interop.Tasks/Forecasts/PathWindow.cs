using Recurrent.Interop.Onnx.Export;
using Recurrent.TimeSeries.Forecasting;
using Recurrent.TimeSeries.Forecasting.Paths;

namespace Recurrent.Interop.Tasks.Forecasts;

/// <summary>What a network that goes through time step by step reads, and in which units it speaks: the same as <see cref="PathReader"/> computes.</summary>
internal sealed class PathWindow
{
    private const double Limit = 10;
    private const double SmallestShare = 0.05;
    private const double SmallestMean = 0.1;
    private const int ShortestLevel = 4;
    private const int Few = 4;
    private readonly OnnxGraphBuilder _graph;
    private readonly SeriesNodes _series;
    private readonly SeriesNodes _known;
    private readonly PathLayout _layout;
    private readonly int _context;
    private readonly OnnxValue _centre;
    private readonly OnnxValue _spread;

    /// <param name="graph">Where nodes are added.</param>
    /// <param name="series">The values so far, drawn ones behind the known ones.</param>
    /// <param name="state">The forecaster.</param>
    /// <param name="drawn">How many are drawn, int64 <c>[1]</c>.</param>
    public PathWindow(OnnxGraphBuilder graph, SeriesNodes series, ForecasterState state, OnnxValue drawn)
    {
        (_graph, _series, _context) = (graph, series, state.Preprocessing.Context);
        _layout = new PathLayout(state.Preprocessing, state.Architecture.Head);
        Origin = graph.Minus(series.Length, drawn);
        _known = new SeriesNodes(graph, Before(series.Values), Before(series.Known), Reach(state.Preprocessing));
        if (_layout.IsPositive)
        {
            _centre = graph.OneDouble(0);
            Unit = _spread = graph.Add("Max", [MeanSize(), graph.OneDouble(double.Epsilon)]);
        }
        else
        {
            _centre = _known.Mean(graph.Integers(Math.Max(ShortestLevel, _layout.BasePeriod)), end: 0);
            _spread = new SpreadNodes(graph, _known, _context).Of(_centre);
            Unit = graph.Add("Max", [UsualChange(), graph.Times(_spread, graph.OneDouble(SmallestShare))]);
        }
    }

    /// <summary>The unit of the network's outputs, <c>[1, B]</c>.</summary>
    public OnnxValue Unit { get; }

    /// <summary>How many values are known, int64 <c>[1]</c>.</summary>
    private OnnxValue Origin { get; }

    /// <summary>The value that the next one is told against, <c>[1, B]</c>.</summary>
    public OnnxValue Base => _layout.BasePeriod == 1
        ? _series.Last
        : _graph.Where(_series.IsLongerThan(_layout.BasePeriod - 1), _series.Back(_layout.BasePeriod), _series.Last);

    /// <summary>The furthest step back that is asked for.</summary>
    public static int Reach(ForecastPreprocessing preprocessing) => Math.Max(Few, Math.Max(preprocessing.BasePeriod, preprocessing.Periods.Append(1).Max()) + 1) + 1;

    /// <summary>Inputs up to those of the next step, float32 <c>[steps, B, inputs]</c>.</summary>
    /// <param name="shared">Features of all steps and the next one, float32 <c>[T + 1, B, …]</c>; null for none.</param>
    public OnnxValue Inputs(OnnxValue? shared)
    {
        var columns = _layout.IsPositive ? Sizes() : Changes();
        if (_layout.ReadsMissing) columns.Add(_graph.Minus(_graph.OneDouble(1), Ago(1, ofKnown: true)));
        var isLater = Since(1);
        var own = _graph.Concat(-1, [.. columns.Select(column => _graph.Unsqueeze(_graph.Times(column, isLater), 2))]);
        var all = _graph.Cast(own, OnnxElementType.Number);
        if (shared is not null) all = _graph.Concat(-1, all, shared);
        var start = _graph.Add("Max", [_graph.Minus(Origin, _graph.Integers(_context)), _graph.Integers(0)]);
        return _graph.Between(all, start, _graph.Integers(long.MaxValue));
    }

    private OnnxValue Before(OnnxValue steps) => _graph.Between(steps, _graph.Integers(0), Origin);

    /// <summary>Mean size of the window, drawn a little to that of the whole series, <c>[1, B]</c>.</summary>
    private OnnxValue MeanSize()
    {
        var whole = _graph.Add("Max", [_known.Mean(Origin, end: 0), _graph.OneDouble(_layout.IsCount ? SmallestMean : double.Epsilon)]);
        var steps = _graph.Add("Min", [Origin, _graph.Integers(_context)]);
        var count = _graph.Cast(steps, OnnxElementType.PreciseNumber);
        var sum = _graph.Plus(_graph.Times(count, _known.Mean(steps, end: 0)), whole);
        return _graph.Over(sum, _graph.Plus(count, _graph.OneDouble(1)));
    }

    private OnnxValue UsualChange()
    {
        var season = MeanChange(_layout.BasePeriod);
        return _layout.BasePeriod == 1 ? season : _graph.Where(_known.IsLongerThan(_layout.BasePeriod), season, MeanChange(1));
    }

    private OnnxValue MeanChange(int lag)
    {
        var counted = _graph.Latest(_known.HasBefore(lag), _context);
        var change = _graph.Latest(_graph.Add("Abs", [_graph.Minus(_known.Values, _known.Before(lag))]), _context);
        return _graph.Over(_known.Total(_graph.Times(change, counted)), _known.AtLeastOne(_known.Total(counted)));
    }

    private List<OnnxValue> Changes()
    {
        var last = Ago(1);
        var ratio = _graph.Expand(_graph.Add("Log", [_graph.Over(Unit, _spread)]), _graph.Add("Shape", [last]));
        List<OnnxValue> columns = [Clipped(_graph.Over(_graph.Minus(last, _centre), _spread)), ratio];
        foreach (var lag in _layout.Lags) columns.Add(Masked(lag + 1, Change(last, Ago(lag + 1))));
        var period = _layout.BasePeriod;
        var copy = period == 1 ? last : _graph.Where(_graph.Add("Greater", [Since(period), _graph.OneDouble(0)]), Ago(period), last);
        foreach (var lag in _layout.Candidates) columns.Add(Masked(lag, Change(Ago(lag), copy)));
        return columns;
    }

    private List<OnnxValue> Sizes()
    {
        var last = Ago(1);
        OnnxValue[] recent = [.. Enumerable.Range(1, Few).Select(lag => Masked(lag, Ago(lag)))];
        var count = _series.AtLeastOne(Enumerable.Range(1, Few).Select(Since).Aggregate(_graph.Plus));
        var unit = _graph.Expand(Clipped(_graph.Over(_graph.Add("Log", [Unit]), _graph.OneDouble(3))), _graph.Add("Shape", [last]));
        return [Size(last), Size(_graph.Over(recent.Aggregate(_graph.Plus), count)), unit, .. _layout.Periods.Select(period => Masked(period, Size(Ago(period))))];
    }

    /// <summary>Values some steps before each step and the next one, <c>[T + 1, B]</c>; 0 before the first.</summary>
    private OnnxValue Ago(int lag, bool ofKnown = false) => _series.Ago(lag, ofKnown);

    /// <summary>1 from the step on that has so many before it, <c>[T + 1, 1]</c>.</summary>
    private OnnxValue Since(int lag)
    {
        var steps = _graph.Counted(_graph.Plus(_series.Length, _graph.Integers(1)));
        return _graph.Unsqueeze(_graph.Cast(_graph.Add("GreaterOrEqual", [steps, _graph.OneInteger(lag)]), OnnxElementType.PreciseNumber), 1);
    }

    private OnnxValue Masked(int lag, OnnxValue values) => _graph.Times(values, Since(lag));

    private OnnxValue Change(OnnxValue values, OnnxValue earlier) => Clipped(_graph.Over(_graph.Minus(values, earlier), Unit));

    private OnnxValue Size(OnnxValue values) => Clipped(_graph.Add("Log", [_graph.Plus(_graph.Over(values, Unit), _graph.OneDouble(1))]));

    private OnnxValue Clipped(OnnxValue values) => _graph.Add("Clip", [values, _graph.OneDouble(-Limit), _graph.OneDouble(Limit)]);
}
