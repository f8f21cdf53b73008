using Recurrent.Interop.Onnx.Export;
using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.Interop.Tasks.Forecasts;

/// <summary>Outputs of a network as parameters of a distribution, in the units of the (transformed) values.</summary>
/// <param name="graph">Where nodes are added.</param>
/// <param name="head">The distribution.</param>
/// <param name="window">Units and base.</param>
internal sealed class DistributionNodes(OnnxGraphBuilder graph, ForecastHead head, PathWindow window)
{
    private const double SmallestSpread = 1e-3f;
    private const double FewestDegrees = 2.01f;
    private const double SmallestMean = 1e-4f;
    private const double SmallestDispersion = 1e-5f;
    private const double SmallestConcentration = 1e-2f;

    /// <summary>Names of the parameters.</summary>
    public string[] Names => head switch
    {
        ForecastHead.Normal => ["mean", "deviation"],
        ForecastHead.StudentT => ["location", "scale", "degrees_of_freedom"],
        ForecastHead.NegativeBinomial => ["mean", "dispersion"],
        ForecastHead.Gamma => ["mean", "concentration"],
        _ => ["mean"],
    };

    /// <summary>The parameters, float64 <c>[M, B, parameters]</c>.</summary>
    /// <param name="outputs">float64 <c>[M, B, outputs]</c>.</param>
    public OnnxValue Of(OnnxValue outputs)
    {
        var unit = graph.Unsqueeze(window.Unit, 2);
        OnnxValue[] parts = head switch
        {
            ForecastHead.Normal => [Moved(outputs, unit), graph.Times(unit, Positive(outputs, 1, SmallestSpread))],
            ForecastHead.StudentT => [Moved(outputs, unit), graph.Times(unit, Positive(outputs, 1, SmallestSpread)), Positive(outputs, 2, FewestDegrees)],
            ForecastHead.NegativeBinomial => [Mean(outputs, unit), Positive(outputs, 1, SmallestDispersion)],
            ForecastHead.Gamma => [Mean(outputs, unit), Positive(outputs, 1, SmallestConcentration)],
            _ => [Mean(outputs, unit)],
        };
        return graph.Concat(-1, parts);
    }

    private OnnxValue Moved(OnnxValue outputs, OnnxValue unit) =>
        graph.Plus(graph.Unsqueeze(window.Base, 2), graph.Times(unit, graph.Slice(outputs, -1, 0, 1)));

    private OnnxValue Mean(OnnxValue outputs, OnnxValue unit) => graph.Times(unit, Positive(outputs, 0, SmallestMean));

    /// <summary>ln(1 + e^x) and a floor, as max(x, 0) + ln(1 + e^−|x|).</summary>
    private OnnxValue Positive(OnnxValue outputs, int index, double floor)
    {
        var output = graph.Slice(outputs, -1, index, 1);
        var rest = graph.Add("Log", [graph.Plus(graph.Add("Exp", [graph.Add("Neg", [graph.Add("Abs", [output])])]), graph.OneDouble(1))]);
        return graph.Plus(graph.Plus(graph.Add("Max", [output, graph.OneDouble(0)]), rest), graph.OneDouble(floor));
    }
}
