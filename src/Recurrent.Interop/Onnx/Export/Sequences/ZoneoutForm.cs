using System.Collections.Immutable;
using Recurrent.Layers;

namespace Recurrent.Interop.Onnx.Export.Sequences;

/// <summary>A step whose state is the mean of zoneout in inference, z s_{t−1} + (1 − z) s_t.</summary>
/// <param name="probability">z.</param>
/// <param name="own">The cell without zoneout, which may stand in a wrapper.</param>
/// <param name="inner">Its step.</param>
internal sealed class ZoneoutForm(float probability, Module own, ICellForm inner) : ICellForm
{
    public ImmutableArray<string> StateNames(Module cell) => inner.StateNames(own);

    public ImmutableArray<OnnxValue> Prepare(OnnxGraphBuilder graph, Module cell, OnnxValue input) => inner.Prepare(graph, own, input);

    public ImmutableArray<OnnxValue> Step(OnnxGraphBuilder graph, Module cell, ImmutableArray<OnnxValue> input, ImmutableArray<OnnxValue> state)
    {
        OnnxValue stays = graph.Number(probability), moves = graph.Number(1 - probability);
        ImmutableArray<OnnxValue> next = inner.Step(graph, own, input, state);
        return [.. next.Select((updated, component) => graph.Plus(graph.Times(state[component], stays), graph.Times(updated, moves)))];
    }
}
