using Recurrent.Layers.Cells;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Ops.Recurrences;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Sequence;

/// <summary>A simple recurrent network, fused over all steps.</summary>
internal sealed class RnnUnit(RnnCell cell, RecurrentOptions options) : FusedUnit(cell, options, precision => RecurrentStepper.ForRnn(cell.FusedWeights(), cell.Activation, precision))
{
    public override UnitOutput Run(Tape tape, SequenceBatch input, ReadOnlySpan<Tensor> initial, SequenceDirection direction) =>
        OutputOf(tape.RnnSequence(input, SideOf(tape, initial, direction), cell.Activation));

    public override BothOutputs RunBoth(Tape tape, SequenceBatch input, RecurrentUnit reverse, ReadOnlySpan<Tensor> initial, ReadOnlySpan<Tensor> reverseInitial)
    {
        RecurrentSide other = ((RnnUnit)reverse).SideOf(tape, reverseInitial, SequenceDirection.Reverse);
        BothDirections<RecurrentSequenceResult> both = tape.RnnBothDirections(input, SideOf(tape, initial, SequenceDirection.Forward), other, cell.Activation);
        return new BothOutputs(OutputOf(both.Forward), OutputOf(both.Reverse));
    }

    public override IReadOnlyList<CellActivation> Activations(Tape tape, Tensor input, ReadOnlySpan<Tensor> state) => cell.Activations(tape, input, HiddenState.From(state));

    public override Tensor[] ZeroState(int batch) => [Zeros(batch)];

    private static UnitOutput OutputOf(RecurrentSequenceResult result) => new(result.Outputs, [result.Hidden]);
}
