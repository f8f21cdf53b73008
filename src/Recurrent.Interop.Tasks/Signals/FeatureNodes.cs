using Recurrent.Interop.Onnx.Export;
using Recurrent.Tensors;
using Recurrent.TimeSeries.Signals.Classification;

namespace Recurrent.Interop.Tasks.Signals;

/// <summary>Centring, scaling and slopes of features, as in <see cref="FeatureReader"/>.</summary>
internal sealed class FeatureNodes(OnnxGraphBuilder graph, ClassifierSettings settings)
{
    private readonly int _features = settings.Features.BaseCount;

    /// <summary>The features that the networks read.</summary>
    /// <param name="rows"><c>[T, B, F]</c> with lengths; anything in the padding.</param>
    /// <returns><c>[T, B, F or 2 F]</c>.</returns>
    public OnnxSequence Complete(OnnxSequence rows)
    {
        var clean = rows.Cleared(graph);
        var centred = settings.Features.IsCentred ? graph.Minus(clean.Values, graph.Mean(clean)) : clean.Values;
        var scaled = graph.Over(graph.Minus(centred, Constant("means", settings.Scale.Means)), Constant("deviations", settings.Scale.Deviations));
        return clean.With(settings.Features.HasSlopes ? graph.Concat(-1, scaled, Slopes(scaled, rows.Lengths!)) : scaled);
    }

    private OnnxValue Constant(string name, float[] values) => graph.Constant(name, Tensor.FromValues(values, new Shape(values.Length)));

    /// <summary>Σ n (x[t + n] − x[t − n]) / (2 Σ n²), the ends of each row repeated beyond them.</summary>
    private OnnxValue Slopes(OnnxValue scaled, OnnxValue lengths)
    {
        var reach = settings.Features.SlopeReach;
        var norm = settings.SlopeGain / (2f * Enumerable.Range(1, reach).Sum(static n => n * n));
        var steps = graph.Unsqueeze(graph.Counted(graph.Size(scaled, 0)), 1);
        var last = graph.Unsqueeze(graph.Minus(graph.Cast(lengths, OnnxElementType.Integer64), graph.OneInteger(1)), 0);
        OnnxValue? sum = null;
        for (var n = 1; n <= reach; n++)
        {
            var ahead = Rows(scaled, graph.Add("Min", [graph.Plus(steps, graph.OneInteger(n)), last]));
            var behind = Rows(scaled, graph.Add("Max", [graph.Add("Min", [graph.Minus(steps, graph.OneInteger(n)), last]), graph.OneInteger(0)]));
            var part = graph.Times(graph.Minus(ahead, behind), graph.Number(norm * n));
            sum = sum is null ? part : graph.Plus(sum, part);
        }
        return sum!;
    }

    /// <summary>For every step and row the features of another step, whose numbers are <c>[T, B]</c>.</summary>
    private OnnxValue Rows(OnnxValue scaled, OnnxValue steps)
    {
        var places = graph.Add("Max", [steps, graph.OneInteger(0)]);
        var whole = graph.Expand(graph.Unsqueeze(places, 2), graph.Concat(0, graph.Integers(1), graph.Integers(1), graph.Integers(_features)));
        return graph.Add("GatherElements", [scaled, whole], new OnnxAttribute("axis", 0));
    }
}
