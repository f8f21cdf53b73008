using System.Collections.Immutable;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Memory;

namespace Recurrent.Interop.Onnx.Export.Cells;

/// <summary>A step of a neural Turing machine: an LSTM that writes to and reads from a memory of slots.</summary>
internal sealed class NtmStep : OnnxCellEmitter<NtmCell>
{
    private static readonly LstmStep Controller = new();

    public override ImmutableArray<string> StateNames(NtmCell cell) => ["output", "hidden", "cell", "read", "read_weights", "write_weights", "memory"];

    public override ImmutableArray<OnnxValue> Step(OnnxGraphBuilder graph, NtmCell cell, ImmutableArray<OnnxValue> input, ImmutableArray<OnnxValue> state)
    {
        int slots = cell.Slots, width = cell.Width;
        ImmutableArray<OnnxValue> prepared = Controller.Prepare(graph, cell.Controller, graph.Concat(-1, input[0], state[3]));
        ImmutableArray<OnnxValue> controller = Controller.Step(graph, cell.Controller, prepared, [state[1], state[2]]);
        OnnxValue heads = Linear(graph, cell.Heads, controller[0]);
        var head = new NtmHeadNodes(graph.Within("head"), slots, width);
        OnnxValue memory = graph.Reshape(state[6], 0, slots, width);
        OnnxValue writing = head.Look(memory, graph.Slice(heads, -1, 0, width + 6), state[5]);
        memory = Written(graph, memory, writing, graph.Slice(heads, -1, 2 * (width + 6), 2 * width), slots, width);
        OnnxValue reading = head.Look(memory, graph.Slice(heads, -1, width + 6, width + 6), state[4]);
        OnnxValue read = graph.Reshape(graph.MatMul(graph.Unsqueeze(reading, 1), memory), 0, width);
        return
        [
            graph.Plus(controller[0], Linear(graph, cell.Output, read)), controller[0], controller[1], read,
            head.Kept(reading), head.Kept(writing), graph.Reshape(memory, 0, slots * width),
        ];
    }

    private static OnnxValue Linear(OnnxGraphBuilder graph, Linear module, OnnxValue input) => graph.Linear(input, module.Weight, module.Bias);

    /// <summary>M + w (a − e ⊙ M) for every slot.</summary>
    private static OnnxValue Written(OnnxGraphBuilder graph, OnnxValue memory, OnnxValue weights, OnnxValue changes, int slots, int width)
    {
        OnnxValue[] parts = graph.Split(changes, 2, width);
        OnnxValue erase = graph.Unsqueeze(graph.Sigmoid(parts[0]), 1), add = graph.Unsqueeze(graph.Tanh(parts[1]), 1);
        return graph.Plus(memory, graph.Times(graph.Reshape(weights, 0, slots, 1), graph.Minus(add, graph.Times(erase, memory))));
    }
}
