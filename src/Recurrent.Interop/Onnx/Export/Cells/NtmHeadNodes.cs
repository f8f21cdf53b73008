using Recurrent.Tensors;

namespace Recurrent.Interop.Onnx.Export.Cells;

/// <summary>Where a head of a neural Turing machine looks: by content, then from where it looked last by shifting.</summary>
internal sealed class NtmHeadNodes(OnnxGraphBuilder graph, int slots, int width)
{
    private const float Tiny = 1e-6f;
    private const int Shifts = 3;

    private readonly OnnxValue _first = graph.Constant("first_slot", Tensor.FromValues([1, .. new float[slots - 1]], new Shape(1, slots)));

    /// <summary>The weights of the slots, <c>[B, N]</c>.</summary>
    /// <param name="memory">M, <c>[B, N, W]</c>.</param>
    /// <param name="values">Key, strength, gate, shifts and sharpness before their activations, <c>[B, W + 6]</c>.</param>
    /// <param name="before">The weights of the step before less 1 at the first slot, <c>[B, N]</c>.</param>
    public OnnxValue Look(OnnxValue memory, OnnxValue values, OnnxValue before)
    {
        OnnxValue last = graph.Plus(before, _first);
        OnnxValue gated = graph.Mixed(graph.Sigmoid(graph.Slice(values, -1, width + 1, 1)), ByContent(memory, values), last);
        OnnxValue shifted = Shifted(gated, graph.Softmax(graph.Slice(values, -1, width + 2, Shifts)));
        OnnxValue sharpness = graph.Plus(graph.Add("Softplus", [graph.Slice(values, -1, width + 2 + Shifts, 1)]), graph.Number(1));
        return graph.Softmax(graph.Times(graph.Add("Log", [graph.Add("Max", [shifted, graph.Number(Tiny)])]), sharpness));
    }

    /// <summary>The first slot again as zeros: what the state keeps.</summary>
    public OnnxValue Kept(OnnxValue weights) => graph.Minus(weights, _first);

    private OnnxValue ByContent(OnnxValue memory, OnnxValue values)
    {
        OnnxValue key = graph.Tanh(graph.Slice(values, -1, 0, width)), strength = graph.Add("Softplus", [graph.Slice(values, -1, width, 1)]);
        OnnxValue products = graph.Reshape(graph.MatMul(memory, graph.Unsqueeze(key, 2)), 0, slots);
        OnnxValue lengths = graph.Times(Length(memory, keepsAxis: false), Length(key, keepsAxis: true));
        return graph.Softmax(graph.Times(graph.Over(products, lengths), strength));
    }

    private OnnxValue Length(OnnxValue vectors, bool keepsAxis)
    {
        OnnxValue sum = graph.Add("ReduceSum", [graph.Times(vectors, vectors), graph.Integers(-1)], new OnnxAttribute("keepdims", keepsAxis ? 1 : 0));
        return graph.Add("Sqrt", [graph.Plus(sum, graph.Number(Tiny))]);
    }

    /// <summary>w(i) ← s₀ w(i + 1) + s₁ w(i) + s₂ w(i − 1), round the ends.</summary>
    private OnnxValue Shifted(OnnxValue weights, OnnxValue shifts)
    {
        OnnxValue[] by = graph.Split(shifts, Shifts, 1);
        OnnxValue backward = graph.Concat(-1, graph.Slice(weights, -1, 1, slots - 1), graph.Slice(weights, -1, 0, 1));
        OnnxValue forward = graph.Concat(-1, graph.Slice(weights, -1, slots - 1, 1), graph.Slice(weights, -1, 0, slots - 1));
        return graph.Plus(graph.Times(backward, by[0]), graph.Plus(graph.Times(weights, by[1]), graph.Times(forward, by[2])));
    }
}
