using Recurrent.Interop.Onnx.Messages;

namespace Recurrent.Interop.Onnx.Export.Attention;

/// <summary>Cosines and sines of positions times 10000^(−2i/D), reduced to one turn in double precision.</summary>
/// <param name="Cosines"><c>[T, B or 1, D/2]</c>.</param>
/// <param name="Sines"><c>[T, B or 1, D/2]</c>.</param>
internal sealed record TurnNodes(OnnxValue Cosines, OnnxValue Sines)
{
    private const double Base = 10000;

    /// <summary>The turns of positions.</summary>
    /// <param name="graph">Where nodes are added.</param>
    /// <param name="positions">int64 <c>[T, B or 1]</c>.</param>
    /// <param name="width">D.</param>
    public static TurnNodes Of(OnnxGraphBuilder graph, OnnxValue positions, int width)
    {
        OnnxValue turns = graph.Doubles("turns", [.. Enumerable.Range(0, width / 2).Select(pair => Math.Pow(Base, -2.0 * pair / width) / Math.Tau)], width / 2);
        OnnxValue exact = graph.Add("Cast", [graph.Unsqueeze(positions, 2)], new OnnxAttribute("to", (long)TensorDataType.Double));
        OnnxValue turned = graph.Times(exact, turns);
        OnnxValue angles = graph.Times(graph.Cast(graph.Minus(turned, graph.Add("Floor", [turned])), OnnxElementType.Number), graph.Number(MathF.Tau));
        return new TurnNodes(graph.Add("Cos", [angles]), graph.Add("Sin", [angles]));
    }

    /// <summary>Pairs (i, i + D/2) of every head turned by the angle of their step.</summary>
    /// <param name="graph">Where nodes are added.</param>
    /// <param name="heads"><c>[T, B, K, D]</c>.</param>
    /// <param name="width">D; the last feature of an odd one stays.</param>
    public OnnxValue Turned(OnnxGraphBuilder graph, OnnxValue heads, int width)
    {
        int half = width / 2;
        if (half == 0)
        {
            return heads;
        }

        OnnxValue cosine = graph.Unsqueeze(Cosines, 2), sine = graph.Unsqueeze(Sines, 2);
        OnnxValue first = graph.Slice(heads, -1, 0, half), second = graph.Slice(heads, -1, half, half);
        OnnxValue left = graph.Minus(graph.Times(first, cosine), graph.Times(second, sine));
        OnnxValue right = graph.Plus(graph.Times(second, cosine), graph.Times(first, sine));
        return width % 2 == 0 ? graph.Concat(-1, left, right) : graph.Concat(-1, left, right, graph.Slice(heads, -1, width - 1, 1));
    }
}
