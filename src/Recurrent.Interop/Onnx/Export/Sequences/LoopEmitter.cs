using System.Collections.Immutable;
using Recurrent.Layers;
using Recurrent.Layers.Sequence;

namespace Recurrent.Interop.Onnx.Export.Sequences;

/// <summary>A cell over all steps as a Scan, under the padding contract: a step in the padding gives 0 and leaves the state alone, so the reverse direction begins at each row's last valid step.</summary>
internal static class LoopEmitter
{
    /// <summary>All directions of a layer.</summary>
    public static OnnxSequenceOutput EmitAll(OnnxGraphBuilder graph, RecurrentUnit[] units, OnnxSequence input, ImmutableArray<OnnxValue> state)
    {
        var outputs = new OnnxValue[units.Length];
        var finals = new ImmutableArray<OnnxValue>[units.Length];
        for (int direction = 0; direction < units.Length; direction++)
        {
            int row = direction;
            OnnxGraphBuilder own = direction == 0 ? graph : graph.Within("reverse");
            ImmutableArray<OnnxValue> initial = [.. state.Select(component => own.Squeeze(units.Length == 1 ? component : own.Slice(component, 0, row, 1), 0))];
            (outputs[direction], finals[direction]) = Emit(
                own, StepForms.Of(graph.Emitters, units[direction]), units[direction].Cell, input, initial, isReverse: direction == 1);
        }

        ImmutableArray<OnnxValue> final = [.. state.Select((_, component) => graph.Concat(0, [.. finals.Select(one => graph.Unsqueeze(one[component], 0))]))];
        return new OnnxSequenceOutput(input.With(graph.Concat(-1, outputs)), final);
    }

    /// <summary>One direction.</summary>
    /// <param name="graph">Where nodes are added.</param>
    /// <param name="form">The step.</param>
    /// <param name="cell">What it is a step of.</param>
    /// <param name="input"><c>[T, B, I]</c> with lengths.</param>
    /// <param name="initial">The state before the first step, <c>[B, H]</c> each.</param>
    /// <param name="isReverse">Whether the loop goes from the last step to the first.</param>
    public static (OnnxValue Outputs, ImmutableArray<OnnxValue> Final) Emit(
        OnnxGraphBuilder graph, ICellForm form, Module cell, OnnxSequence input, ImmutableArray<OnnxValue> initial, bool isReverse)
    {
        ImmutableArray<OnnxValue> prepared = form.Prepare(graph, cell, input.Values);
        OnnxValue? mask = input.Mask(graph);
        ImmutableArray<OnnxValue> sequences = mask is null ? prepared : prepared.Add(mask);
        OnnxGraphBuilder body = graph.Subgraph("step");
        Body(body, form, cell, initial.Length, prepared.Length, mask is not null);
        long[] directions = [.. Enumerable.Repeat(isReverse ? 1L : 0L, sequences.Length)];
        OnnxValue[] results = graph.AddMany(
            "Scan", initial.Length + 1, [.. initial, .. sequences],
            new OnnxAttribute("body", body), new OnnxAttribute("num_scan_inputs", sequences.Length),
            new OnnxAttribute("scan_input_directions", directions), new OnnxAttribute("scan_output_directions", [isReverse ? 1L : 0L]));
        return (results[^1], [.. results[..^1]]);
    }

    private static void Body(OnnxGraphBuilder body, ICellForm form, Module cell, int states, int inputs, bool isMasked)
    {
        ImmutableArray<OnnxValue> state = [.. Enumerable.Range(0, states).Select(_ => body.Input("state", OnnxElementType.Number))];
        ImmutableArray<OnnxValue> input = [.. Enumerable.Range(0, inputs).Select(_ => body.Input("input", OnnxElementType.Number))];
        OnnxValue? isValid = isMasked ? body.Input("valid", OnnxElementType.Boolean) : null;
        ImmutableArray<OnnxValue> next = form.Step(body, cell, input, state);
        OnnxValue output = isValid is null ? next[0] : body.Where(isValid, next[0], body.Number(0));
        for (int component = 0; component < states; component++)
        {
            bool isKept = isValid is null || ReferenceEquals(next[component], state[component]);
            body.Output("next", isKept ? next[component] : body.Where(isValid!, next[component], state[component]), OnnxElementType.Number);
        }

        body.Output("output", output, OnnxElementType.Number);
    }
}
