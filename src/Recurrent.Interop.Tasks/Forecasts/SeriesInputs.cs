using Recurrent.Interop.Onnx.Export;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.Interop.Tasks.Forecasts;

/// <summary>Values of series as they come in.</summary>
internal sealed class SeriesInputs(TaskGraph graph, ForecastPreprocessing preprocessing)
{
    /// <summary>The series, transformed.</summary>
    /// <param name="reach">The furthest step back that is asked for.</param>
    public SeriesNodes Series(int reach)
    {
        var values = graph.Input(
            "values", OnnxElementType.PreciseNumber, "the series up to the step before the forecast, complete", TaskGraph.Time, TaskGraph.Batch);
        var known = preprocessing.ReadsMissing
            ? graph.Input("known", OnnxElementType.PreciseNumber, "1 where a value was known, 0 where it was filled in", TaskGraph.Time, TaskGraph.Batch)
            : null;
        return new SeriesNodes(graph.Nodes, Transformed(values), known, reach);
    }

    /// <summary>The forecast that the network improves, <c>[H, B]</c>, transformed; null where the graph repeats it from the past.</summary>
    public OnnxValue? Base(int horizon) => preprocessing.Base == ForecastBase.Naive
        ? null
        : Transformed(graph.Input(
            "base_forecast", OnnxElementType.PreciseNumber, $"the {Name(preprocessing.Base)} forecast that the network improves, in the units of the values", horizon, TaskGraph.Batch));

    public static string Name(ForecastBase kind) => kind == ForecastBase.Theta ? "theta" : "exponential smoothing";

    private OnnxValue Transformed(OnnxValue values)
    {
        var nodes = graph.Nodes;
        return preprocessing.Transform == DataTransformKind.Log ? nodes.Add("Log", [nodes.Add("Max", [values, nodes.OneDouble(preprocessing.LogFloor)])]) : values;
    }
}
