using Recurrent.Layers.Cells;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Sequence;

/// <summary>A simple recurrent network, fused over all steps.</summary>
internal sealed class RnnUnit(RnnCell cell) : FusedUnit(cell, precision => RecurrentStepper.ForRnn(cell.Weights, cell.Activation, precision))
{
    public override UnitOutput Run(Tape tape, SequenceBatch input, ReadOnlySpan<Tensor> initial, SequenceDirection direction)
    {
        Tensor? hidden = initial.IsEmpty ? null : initial[0];
        RecurrentSequenceResult result = tape.RnnSequence(input, WeightsFor(tape), hidden, cell.Activation, direction);
        return new UnitOutput(result.Outputs, [result.Hidden]);
    }

    public override Tensor[] ZeroState(int batch) => [Zeros(batch)];
}
