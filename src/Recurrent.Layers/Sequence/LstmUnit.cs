using Recurrent.Layers.Cells;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Sequence;

/// <summary>An LSTM, fused over all steps.</summary>
internal sealed class LstmUnit(LstmCell cell) : FusedUnit(cell, precision => RecurrentStepper.ForLstm(cell.Weights, precision))
{
    public override UnitOutput Run(Tape tape, SequenceBatch input, ReadOnlySpan<Tensor> initial, SequenceDirection direction)
    {
        LstmSequenceResult result = initial.IsEmpty
            ? tape.LstmSequence(input, WeightsFor(tape), direction: direction)
            : tape.LstmSequence(input, WeightsFor(tape), initial[0], initial[1], direction);
        return new UnitOutput(result.Outputs, [result.Hidden, result.Cell]);
    }

    public override Tensor[] ZeroState(int batch) => [Zeros(batch), Zeros(batch)];
}
