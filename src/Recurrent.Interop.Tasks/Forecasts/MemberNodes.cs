using Recurrent.Interop.Onnx.Export;
using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.Interop.Tasks.Forecasts;

/// <summary>One network of a forecaster, in all its forms.</summary>
/// <param name="graph">Where nodes are added.</param>
/// <param name="member">The network.</param>
/// <param name="architecture">Its sizes.</param>
internal sealed class MemberNodes(OnnxGraphBuilder graph, ForecastMember member, ForecastArchitecture architecture)
{
    private const int LayersPerBlock = 2;

    /// <summary>Quantiles in units of the window.</summary>
    /// <param name="past">float32 <c>[T, B, E]</c>.</param>
    /// <param name="ahead">float32 <c>[H, B, D]</c>.</param>
    /// <returns>float32 <c>[H, B, Q]</c>.</returns>
    public OnnxValue Run(OnnxValue past, OnnxValue ahead)
    {
        var answers = member switch
        {
            SegmentMember => Segments(past, ahead),
            DilatedMember => Dilated(past, ahead),
            _ => Steps(past, ahead),
        };
        return graph.Plus(answers, graph.Run(member.Map("skip"), ahead));
    }

    private OnnxValue Steps(OnnxValue past, OnnxValue ahead)
    {
        var state = graph.Within("encoder").Run(member.Layer("encoder"), Full(past)).State;
        return graph.Run(member.Map("head"), graph.Within("decoder").Run(member.Layer("decoder"), Full(ahead), state).Outputs.Values);
    }

    /// <summary>Segments are read one behind the other; all of the future are asked for at once, each from the state at the end of the past.</summary>
    private OnnxValue Segments(OnnxValue past, OnnxValue ahead)
    {
        var (layer, horizon) = (member.Layer("layer"), architecture.Horizon);
        var count = (horizon + architecture.SegmentLength - 1) / architecture.SegmentLength;
        var read = graph.Add("Relu", [graph.Run(member.Map("embed_past"), Cut(past, architecture.EncoderInputs))]);
        var state = graph.Within("layer").Run(layer, Full(read)).State;
        var queries = graph.Add("Relu", [graph.Run(member.Map("embed_ahead"), Cut(ahead, architecture.DecoderInputs))]);
        var asked = graph.Unsqueeze(graph.Reshape(queries, -1, architecture.Hidden), 0);
        var answers = graph.Within("ahead").Run(
            layer, Full(asked), [.. state.Select(component => graph.Concat(1, [.. Enumerable.Repeat(component, count)]))]).Outputs.Values;
        var (length, levels) = (architecture.SegmentLength, architecture.Quantiles.Length);
        var shape = graph.Concat(0, graph.Integers(count), graph.Size(ahead, 1), graph.Integers(length, levels));
        var steps = graph.Transpose(graph.Add("Reshape", [graph.Run(member.Map("head"), answers), shape]), 0, 2, 1, 3);
        var all = graph.Add("Reshape", [steps, graph.Concat(0, graph.Integers(count * length), graph.Size(ahead, 1), graph.Integers(levels))]);
        return graph.Slice(all, 0, 0, horizon);
    }

    /// <summary>Steps side by side, <c>[segments, B, steps · W]</c>, the last one filled with zeros.</summary>
    private OnnxValue Cut(OnnxValue steps, int width)
    {
        var (length, batch) = (architecture.SegmentLength, graph.Size(steps, 1));
        var whole = Filled(steps, length, width);
        var cut = graph.Add("Reshape", [whole, graph.Concat(0, graph.Integers(-1, length), batch, graph.Integers(width))]);
        return graph.Add("Reshape", [graph.Transpose(cut, 0, 2, 1, 3), graph.Concat(0, graph.Integers(-1), batch, graph.Integers(length * width))]);
    }

    /// <summary>Zeros behind, so that the number of steps is a multiple.</summary>
    private OnnxValue Filled(OnnxValue steps, int multiple, int width)
    {
        if (multiple == 1) return steps;
        var missing = graph.Add("Mod", [graph.Add("Neg", [graph.Size(steps, 0)]), graph.Integers(multiple)]);
        return graph.Concat(0, steps, graph.Expand(graph.Number(0), graph.Concat(0, missing, graph.Size(steps, 1), graph.Integers(width))));
    }

    private OnnxValue Dilated(OnnxValue past, OnnxValue ahead)
    {
        var values = past;
        for (var first = 0; first < LayersPerBlock * architecture.Layers; first += LayersPerBlock)
        {
            var input = values;
            for (var index = first; index < first + LayersPerBlock; index++)
                values = Lanes(values, index, index == 0 ? architecture.EncoderInputs : architecture.Hidden);
            if (first > 0) values = graph.Plus(input, values);
        }
        var summary = graph.Run(member.Map("past"), graph.Latest(values, 1));
        return graph.Run(member.Map("head"), graph.Add("Relu", [graph.Plus(summary, graph.Run(member.Map("ahead"), ahead))]));
    }

    /// <summary>A layer that looks 2ⁱ steps back: every 2ⁱ-th step is a sequence of its own.</summary>
    private OnnxValue Lanes(OnnxValue values, int index, int width)
    {
        var (dilation, batch, layer) = (1 << index, graph.Size(values, 1), member.Layer($"layer_{index}"));
        var lanes = graph.Times(batch, graph.Integers(dilation));
        var cut = graph.Add("Reshape", [Filled(values, dilation, width), graph.Concat(0, graph.Integers(-1), lanes, graph.Integers(width))]);
        var outputs = graph.Within($"layer_{index}").Run(layer, Full(cut)).Outputs.Values;
        var joined = graph.Add("Reshape", [outputs, graph.Concat(0, graph.Integers(-1), batch, graph.Integers(layer.OutputSize))]);
        return graph.Between(joined, graph.Integers(0), graph.Size(values, 0));
    }

    private static OnnxSequence Full(OnnxValue steps) => new(steps, lengths: null);
}
