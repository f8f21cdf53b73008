using System.Collections.Immutable;
using Recurrent.Layers;

namespace Recurrent.Interop.Onnx.Export.Sequences;

/// <summary>A step that reads the state of d steps before: the states of the last steps stand in slots, the newest first, and move on by one at every step.</summary>
/// <param name="inner">The cell's own step.</param>
/// <param name="dilation">d.</param>
/// <param name="slots">States of the whole stack; those behind d are left alone.</param>
internal sealed class DilatedForm(ICellForm inner, int dilation, int slots) : ICellForm
{
    public ImmutableArray<string> StateNames(Module cell) =>
        [.. Enumerable.Range(0, slots).SelectMany(slot => inner.StateNames(cell).Select(name => slots == 1 ? name : $"{name}_{slot}"))];

    public ImmutableArray<OnnxValue> Prepare(OnnxGraphBuilder graph, Module cell, OnnxValue input) => inner.Prepare(graph, cell, input);

    public ImmutableArray<OnnxValue> Step(OnnxGraphBuilder graph, Module cell, ImmutableArray<OnnxValue> input, ImmutableArray<OnnxValue> state)
    {
        int components = state.Length / slots, oldest = (dilation - 1) * components;
        ImmutableArray<OnnxValue> next = inner.Step(graph, cell, input, state.Slice(oldest, components));
        return [.. next, .. state[..oldest], .. state[(oldest + components)..]];
    }
}
