using System.Collections.Immutable;
using Recurrent.Layers;

namespace Recurrent.Interop.Onnx.Export;

/// <summary>An emitter of a cell whose type is not known when it is asked.</summary>
internal interface ICellForm
{
    ImmutableArray<string> StateNames(Module cell);

    ImmutableArray<OnnxValue> Prepare(OnnxGraphBuilder graph, Module cell, OnnxValue input);

    ImmutableArray<OnnxValue> Step(OnnxGraphBuilder graph, Module cell, ImmutableArray<OnnxValue> input, ImmutableArray<OnnxValue> state);
}
