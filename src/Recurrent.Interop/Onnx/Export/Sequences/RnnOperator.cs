using System.Collections.Immutable;
using Recurrent.Layers.Cells;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Interop.Onnx.Export.Sequences;

/// <summary>ONNX's RNN.</summary>
internal sealed class RnnOperator(ImmutableArray<RnnCell> cells) : RecurrentOperator
{
    protected override string Name => "RNN";

    protected override ImmutableArray<GatedCell> Cells => [.. cells];

    protected override ImmutableArray<GateBlock> Order => [new(0)];

    protected override IEnumerable<OnnxAttribute> Attributes() =>
        [new OnnxAttribute("activations", [.. cells.Select(cell => cell.Activation == RnnActivation.Tanh ? "Tanh" : "Relu")])];
}
