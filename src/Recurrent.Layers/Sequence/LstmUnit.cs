using Recurrent.Layers.Cells;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Ops.Recurrences;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Sequence;

/// <summary>An LSTM, fused over all steps.</summary>
internal sealed class LstmUnit(LstmCell cell, RecurrentOptions options) : FusedUnit(cell, options, precision => RecurrentStepper.ForLstm(cell.FusedWeights(), precision))
{
    public override UnitOutput Run(Tape tape, SequenceBatch input, ReadOnlySpan<Tensor> initial, SequenceDirection direction) =>
        OutputOf(tape.LstmSequence(input, SideOf(tape, initial, direction)));

    public override BothOutputs RunBoth(Tape tape, SequenceBatch input, RecurrentUnit reverse, ReadOnlySpan<Tensor> initial, ReadOnlySpan<Tensor> reverseInitial)
    {
        RecurrentSide other = ((LstmUnit)reverse).SideOf(tape, reverseInitial, SequenceDirection.Reverse);
        BothDirections<LstmSequenceResult> both = tape.LstmBothDirections(input, SideOf(tape, initial, SequenceDirection.Forward), other);
        return new BothOutputs(OutputOf(both.Forward), OutputOf(both.Reverse));
    }

    public override IReadOnlyList<CellActivation> Activations(Tape tape, Tensor input, ReadOnlySpan<Tensor> state) => cell.Activations(tape, input, LstmState.From(state));

    public override Tensor[] ZeroState(int batch) => [Zeros(batch), Zeros(batch)];

    private static UnitOutput OutputOf(LstmSequenceResult result) => new(result.Outputs, [result.Hidden, result.Cell]);
}
