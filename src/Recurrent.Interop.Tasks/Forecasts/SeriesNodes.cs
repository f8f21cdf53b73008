using Recurrent.Interop.Onnx.Export;

namespace Recurrent.Interop.Tasks.Forecasts;

/// <summary>Series of one length in a graph, float64 <c>[T, B]</c>, and which of their values are known; the origin of a forecast is their end.</summary>
/// <remarks>T is open, so what reaches back before the first value is read from zeros set in front, and left out by masks.</remarks>
internal sealed class SeriesNodes
{
    private readonly OnnxGraphBuilder _graph;
    private readonly OnnxValue _padded;
    private readonly OnnxValue _paddedKnown;
    private readonly int _reach;

    /// <param name="graph">Where nodes are added.</param>
    /// <param name="values">float64 <c>[T, B]</c>, complete.</param>
    /// <param name="known">1 where a value was known and 0 where it was filled in, float64 <c>[T, B]</c>; null where all were.</param>
    /// <param name="reach">The furthest step back that is asked for.</param>
    public SeriesNodes(OnnxGraphBuilder graph, OnnxValue values, OnnxValue? known, int reach)
    {
        (_graph, Values, _reach) = (graph, values, reach);
        Length = graph.Size(values, 0);
        Batch = graph.Size(values, 1);
        Known = known ?? graph.Expand(graph.OneDouble(1), graph.Concat(0, Length, Batch));
        Steps = graph.Counted(Length);
        First = graph.Between(values, graph.Integers(0), graph.Integers(1));
        Last = graph.Between(values, graph.Integers(-1), graph.Integers(long.MaxValue));
        _padded = graph.Concat(0, Zeros(reach), values);
        _paddedKnown = graph.Concat(0, Zeros(reach), Known);
    }

    public OnnxValue Values { get; }

    public OnnxValue Known { get; }

    /// <summary>T, int64 <c>[1]</c>.</summary>
    public OnnxValue Length { get; }

    /// <summary>B, int64 <c>[1]</c>.</summary>
    public OnnxValue Batch { get; }

    /// <summary>0 to T − 1.</summary>
    public OnnxValue Steps { get; }

    /// <summary><c>[1, B]</c>.</summary>
    public OnnxValue First { get; }

    /// <summary><c>[1, B]</c>.</summary>
    public OnnxValue Last { get; }

    /// <summary>Whether there are at least so many values, boolean <c>[1]</c>.</summary>
    public OnnxValue IsLongerThan(int steps) => _graph.Add("Greater", [Length, _graph.Integers(steps)]);

    /// <summary>For every step whether it has one so many steps before it, 1 or 0, <c>[T, 1]</c>.</summary>
    public OnnxValue HasBefore(int lag) =>
        _graph.Unsqueeze(_graph.Cast(_graph.Add("GreaterOrEqual", [Steps, _graph.OneInteger(lag)]), OnnxElementType.PreciseNumber), 1);

    /// <summary>Values some steps before, <c>[T, B]</c>.</summary>
    public OnnxValue Before(int lag) => Shifted(_padded, lag);

    /// <summary>Whether the value some steps before is known, 1 or 0, <c>[T, B]</c>; 0 before the first.</summary>
    public OnnxValue KnownBefore(int lag) => Shifted(_paddedKnown, lag);

    /// <summary>Values, or whether they are known, some steps before each step and the one behind the last, <c>[T + 1, B]</c>; 0 before the first.</summary>
    public OnnxValue Ago(int lag, bool ofKnown = false) =>
        _graph.Between(ofKnown ? _paddedKnown : _padded, _graph.Integers(_reach - lag), lag == 1 ? _graph.Integers(long.MaxValue) : _graph.Integers(1 - lag));

    /// <summary>Values at places counted back from the end, 1 for the last, <c>[places, B]</c>.</summary>
    public OnnxValue Back(params ReadOnlySpan<int> places) => _graph.Gather(_padded, Places(places));

    /// <summary>Whether these values are known, 1 or 0.</summary>
    public OnnxValue KnownBack(params ReadOnlySpan<int> places) => _graph.Gather(_paddedKnown, Places(places));

    /// <summary>Means of the known values of a part that ends some steps before the end, <c>[1, B]</c>; the last value before that end where none is known.</summary>
    /// <param name="count">Steps of the part, int64 <c>[1]</c>, at least 1.</param>
    /// <param name="end">Steps behind it.</param>
    public OnnxValue Mean(OnnxValue count, int end)
    {
        var (start, stop) = (_graph.Add("Neg", [_graph.Plus(count, _graph.Integers(end))]), end == 0 ? _graph.Integers(long.MaxValue) : _graph.Integers(-end));
        var distance = _graph.Times(_graph.Minus(_padded, First), _paddedKnown);
        var known = Total(_graph.Between(_paddedKnown, start, stop));
        var sum = Total(_graph.Between(distance, start, stop));
        var mean = _graph.Plus(First, _graph.Over(sum, AtLeastOne(known)));
        return _graph.Where(_graph.Add("Greater", [known, _graph.OneDouble(0)]), mean, Back(end + 1));
    }

    /// <summary>Standard deviations of the known values, all or the last ones, <c>[1, B]</c>; 0 where none is known.</summary>
    public OnnxValue Deviation(int? latest)
    {
        var (values, known) = (latest is { } count ? _graph.Latest(Values, count) : Values, latest is { } few ? _graph.Latest(Known, few) : Known);
        var number = AtLeastOne(Total(known));
        var distance = _graph.Times(_graph.Minus(values, First), known);
        var mean = _graph.Over(Total(distance), number);
        var rest = _graph.Times(_graph.Minus(distance, mean), known);
        return _graph.Add("Sqrt", [_graph.Over(Total(_graph.Times(rest, rest)), number)]);
    }

    /// <summary>Sums over the steps, <c>[1, B]</c>.</summary>
    public OnnxValue Total(OnnxValue steps) => _graph.Add("ReduceSum", [steps, _graph.Integers(0)]);

    /// <summary>Counts as divisors.</summary>
    public OnnxValue AtLeastOne(OnnxValue counts) => _graph.Add("Max", [counts, _graph.OneDouble(1)]);

    private OnnxValue Places(ReadOnlySpan<int> places)
    {
        var ends = new long[places.Length];
        for (var index = 0; index < ends.Length; index++) ends[index] = -places[index];
        return _graph.Integers(ends);
    }

    /// <summary>T rows that end some steps before the end of the padded series.</summary>
    private OnnxValue Shifted(OnnxValue padded, int lag) =>
        _graph.Between(padded, _graph.Integers(_reach - lag), lag == 0 ? _graph.Integers(long.MaxValue) : _graph.Integers(-lag));

    private OnnxValue Zeros(int steps) => _graph.Expand(_graph.OneDouble(0), _graph.Concat(0, _graph.Integers(steps), Batch));
}
