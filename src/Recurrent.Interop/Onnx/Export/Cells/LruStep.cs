using System.Collections.Immutable;
using Recurrent.Layers.Cells;
using Recurrent.Tensors;

namespace Recurrent.Interop.Onnx.Export.Cells;

/// <summary>s ← λ ⊙ s + γ ⊙ u in complex numbers, real parts and then imaginary parts; read out as Re(C s) + D ⊙ u, alone or in its block.</summary>
internal sealed class LruStep : OnnxCellEmitter<LruCell>
{
    public override ImmutableArray<string> StateNames(LruCell cell) => ["hidden", "memory"];

    public override ImmutableArray<OnnxValue> Prepare(OnnxGraphBuilder graph, LruCell cell, OnnxValue input)
    {
        OnnxValue encoded = CellWeights.Find(cell, "weight_ih") is { } encoder ? graph.Linear(input, encoder, CellWeights.Of(cell, "bias_ih")) : input;
        OnnxValue normal = CellWeights.Find(cell, "norm.weight") is { } gain
            ? graph.LayerNorm(encoded, graph.Weight(gain), graph.Weight(CellWeights.Of(cell, "norm.bias")))
            : encoded;
        OnnxValue entering = graph.Times(graph.Linear(normal, CellWeights.Of(cell, "weight_b")), Ring(graph, cell).Entering);
        return [entering, normal, encoded];
    }

    public override ImmutableArray<OnnxValue> Step(OnnxGraphBuilder graph, LruCell cell, ImmutableArray<OnnxValue> input, ImmutableArray<OnnxValue> state)
    {
        RingValues ring = Ring(graph, cell);
        OnnxValue[] parts = graph.Split(state[1], 2, CellWeights.Of(cell, "bias_lambda").Shape.Length / 3);
        OnnxValue turned = graph.Concat(-1, graph.Add("Neg", [parts[1]]), parts[0]);
        OnnxValue memory = graph.Plus(graph.Plus(graph.Times(ring.Real, state[1]), graph.Times(ring.Imaginary, turned)), input[0]);
        OnnxValue output = graph.Plus(
            graph.Linear(memory, CellWeights.Of(cell, "weight_c")), graph.Times(input[1], graph.Weight(CellWeights.Of(cell, "weight_d"))));
        return [CellWeights.Find(cell, "weight_glu") is { } gate ? Gated(graph, cell, output, gate, input[2]) : output, memory];
    }

    private static OnnxValue Gated(OnnxGraphBuilder graph, LruCell cell, OnnxValue output, Parameter gate, OnnxValue encoded)
    {
        OnnxValue[] halves = graph.Split(graph.Linear(graph.Gelu(output), gate, CellWeights.Of(cell, "bias_glu")), 2, cell.HiddenSize);
        return graph.Plus(encoded, graph.Times(halves[0], graph.Sigmoid(halves[1])));
    }

    /// <summary>λ and γ from their logarithms, in double: λ close to 1 is where the digits matter.</summary>
    private static RingValues Ring(OnnxGraphBuilder graph, LruCell cell)
    {
        Parameter logarithms = CellWeights.Of(cell, "bias_lambda");
        return new RingValues(
            Twice("real", (decay, phase, _) => Math.Exp(-Math.Exp(decay)) * Math.Cos(Math.Exp(phase))),
            Twice("imaginary", (decay, phase, _) => Math.Exp(-Math.Exp(decay)) * Math.Sin(Math.Exp(phase))),
            Twice("entering", (_, _, gain) => Math.Exp(gain)));

        OnnxValue Twice(string form, Func<double, double, double, double> value) => graph.Derived(form, [logarithms], () =>
        {
            int states = logarithms.Shape.Length / 3;
            var values = new float[2 * states];
            for (int state = 0; state < states; state++)
            {
                ReadOnlySpan<float> all = logarithms.Values;
                values[state] = values[states + state] = (float)value(all[state], all[states + state], all[(2 * states) + state]);
            }

            return Tensor.FromValues(values, new Shape(2 * states));
        });
    }

    private readonly record struct RingValues(OnnxValue Real, OnnxValue Imaginary, OnnxValue Entering);
}
