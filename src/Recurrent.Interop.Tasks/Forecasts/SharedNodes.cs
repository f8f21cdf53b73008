using Recurrent.Interop.Onnx.Export;
using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.Interop.Tasks.Forecasts;

/// <summary>What a network is told of every step of past and future besides the values: the calendar, covariates, holidays, and what never changes.</summary>
internal sealed class SharedNodes(TaskGraph graph, ForecastPreprocessing preprocessing, SeriesNodes series, int horizon)
{
    private const double Limit = 10;
    private const string AllSteps = "time_and_horizon";
    private readonly OnnxGraphBuilder _nodes = graph.Nodes;
    private readonly FeatureLayout _layout = new(preprocessing);

    /// <summary>Covariates of the past, float32 <c>[T, B, …]</c>; null for none.</summary>
    public OnnxValue? Past() => Covariates("past_covariates", _layout.PastCovariates, TaskGraph.Time);

    /// <summary>Features of past and future, float32 <c>[T + H, B, …]</c>; null for none.</summary>
    public OnnxValue? Shared()
    {
        OnnxValue?[] parts = [Cycles(), Covariates("future_covariates", _layout.FutureCovariates, AllSteps), Holidays(), Statics()];
        OnnxValue[] present = [.. parts.OfType<OnnxValue>()];
        return present.Length == 0 ? null : _nodes.Concat(-1, present);
    }

    private OnnxValue? Covariates(string name, CovariateScale[] scales, string steps)
    {
        if (scales.Length == 0) return null;
        var values = graph.Input(
            name, OnnxElementType.PreciseNumber, steps == AllSteps ? "covariates of past and future, in their own units" : "covariates of the past, in their own units",
            steps, TaskGraph.Batch, scales.Length);
        var isMissing = _nodes.Add("IsNaN", [_nodes.Cast(values, OnnxElementType.Number)]);
        var scaled = _nodes.Over(
            _nodes.Minus(values, _nodes.Doubles("covariate_offsets", [.. scales.Select(static one => one.Offset)], scales.Length)),
            _nodes.Doubles("covariate_factors", [.. scales.Select(static one => one.Factor)], scales.Length));
        var clipped = _nodes.Add("Clip", [_nodes.Cast(scaled, OnnxElementType.Number), _nodes.Number(-(float)Limit), _nodes.Number((float)Limit)]);
        var known = _nodes.Where(isMissing, _nodes.Number(0), clipped);
        var missing = _nodes.Cast(isMissing, OnnxElementType.Number);
        List<OnnxValue> columns = [];
        for (var index = 0; index < scales.Length; index++)
        {
            columns.Add(_nodes.Slice(known, -1, index, 1));
            if (scales[index].ReadsMissing) columns.Add(_nodes.Slice(missing, -1, index, 1));
        }
        return _nodes.Concat(-1, [.. columns]);
    }

    private OnnxValue? Cycles()
    {
        if (preprocessing.Cycles.Length == 0) return null;
        var isIndex = preprocessing.Cycles.All(static cycle => cycle.Kind == CycleKind.Index);
        var times = graph.Input(
            isIndex ? "steps" : "times", OnnxElementType.Integer64,
            isIndex ? "numbers of the steps, 0 for the first of the series" : "times of the steps in seconds since 1970-01-01, as on the clock of the data", AllSteps, TaskGraph.Batch);
        var calendar = new CalendarNodes(_nodes, times);
        List<OnnxValue> columns = [];
        foreach (var cycle in preprocessing.Cycles)
        {
            var angle = _nodes.Cast(_nodes.Times(calendar.Phase(cycle), _nodes.OneDouble(2 * Math.PI)), OnnxElementType.Number);
            columns.Add(_nodes.Unsqueeze(_nodes.Add("Sin", [angle]), 2));
            columns.Add(_nodes.Unsqueeze(_nodes.Add("Cos", [angle]), 2));
        }
        return _nodes.Concat(-1, [.. columns]);
    }

    private OnnxValue? Holidays()
    {
        var count = preprocessing.Holidays.Sum(static one => one.Inputs);
        return count == 0
            ? null
            : graph.Input("holidays", OnnxElementType.Number, "1 where a holiday of the vocabulary is, in the order of recurrent.columns", AllSteps, TaskGraph.Batch, count);
    }

    private OnnxValue? Statics()
    {
        if (preprocessing.Statics.Length == 0) return null;
        var places = graph.Input(
            "statics", OnnxElementType.Integer64, "places of the series' texts in the vocabularies of recurrent.columns, -1 for unknown ones", TaskGraph.Batch, preprocessing.Statics.Length);
        List<OnnxValue> columns = [];
        for (var index = 0; index < preprocessing.Statics.Length; index++)
        {
            var values = _nodes.IntegerTable("places", [.. Enumerable.Range(0, preprocessing.Statics[index].Values.Length)]);
            columns.Add(_nodes.Cast(_nodes.Add("Equal", [_nodes.Slice(places, 1, index, 1), values]), OnnxElementType.Number));
        }
        var row = _nodes.Unsqueeze(_nodes.Concat(-1, [.. columns]), 0);
        var steps = _nodes.Plus(series.Length, _nodes.Integers(horizon));
        return _nodes.Expand(row, _nodes.Concat(0, steps, _nodes.Integers(1), _nodes.Integers(1)));
    }
}
