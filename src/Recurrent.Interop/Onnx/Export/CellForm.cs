using System.Collections.Immutable;
using Recurrent.Layers;

namespace Recurrent.Interop.Onnx.Export;

internal sealed class CellForm<TCell>(OnnxCellEmitter<TCell> emitter) : ICellForm
    where TCell : Module
{
    public ImmutableArray<string> StateNames(Module cell) => emitter.StateNames((TCell)cell);

    public ImmutableArray<OnnxValue> Prepare(OnnxGraphBuilder graph, Module cell, OnnxValue input) => emitter.Prepare(graph, (TCell)cell, input);

    public ImmutableArray<OnnxValue> Step(OnnxGraphBuilder graph, Module cell, ImmutableArray<OnnxValue> input, ImmutableArray<OnnxValue> state) =>
        emitter.Step(graph, (TCell)cell, input, state);
}
