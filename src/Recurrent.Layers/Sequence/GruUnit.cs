using Recurrent.Layers.Cells;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Sequence;

/// <summary>A GRU, fused over all steps.</summary>
internal sealed class GruUnit(GruCell cell) : FusedUnit(cell, precision => RecurrentStepper.ForGru(cell.Weights, cell.Reset, precision))
{
    public override UnitOutput Run(Tape tape, SequenceBatch input, ReadOnlySpan<Tensor> initial, SequenceDirection direction)
    {
        Tensor? hidden = initial.IsEmpty ? null : initial[0];
        RecurrentSequenceResult result = tape.GruSequence(input, WeightsFor(tape), hidden, direction, cell.Reset);
        return new UnitOutput(result.Outputs, [result.Hidden]);
    }

    public override Tensor[] ZeroState(int batch) => [Zeros(batch)];
}
