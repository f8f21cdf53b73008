using System.Runtime.CompilerServices;
using Recurrent.Kernels.Memory;
using Recurrent.Kernels.Sequences;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Tensors.Ops.Recurrences;

/// <summary>
/// Two directions of a layer with few rows, each on a thread of its own: one row keeps one thread busy, and two directions of one row two.
/// </summary>
/// <remarks>The sums over all steps come after, on all threads, in the order in which the directions alone would add them.</remarks>
internal sealed class BothDirectionsOp : TapeNode
{
    private readonly WholeSequenceOp _forward;
    private readonly WholeSequenceOp _reverse;

    private BothDirectionsOp(WholeSequenceOp forward, WholeSequenceOp reverse)
    {
        _forward = forward;
        _reverse = reverse;
    }

    /// <inheritdoc/>
    public override bool IsReached => _forward.IsReached || _reverse.IsReached;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static RecurrentPair Run(Tape tape, CellLayout layout, SequenceBatch input, RecurrentSide forward, RecurrentSide reverse)
    {
        var first = new WholeSequenceOp(tape, layout, input, forward.Weights, forward.Start);
        var second = new WholeSequenceOp(tape, layout, input, reverse.Weights, reverse.Start);
        if (first.Saves == second.Saves && DirectionPairing.IsWorth(layout, first.Plan, tape.Team))
        {
            new BothDirectionsOp(first, second).Forward(tape);
        }
        else
        {
            first.Forward(tape);
            second.Forward(tape);
        }

        return new RecurrentPair(first, second);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(Tape tape)
    {
        if (!_forward.IsReached || !_reverse.IsReached)
        {
            (_forward.IsReached ? _forward : _reverse).Backward(tape);
            return;
        }

        BackwardBuffers firstBuffers = _forward.RentBackward(tape), secondBuffers = _reverse.RentBackward(tape);
        RecurrentBackward first = _forward.BackwardPass(firstBuffers), second = _reverse.BackwardPass(secondBuffers);
        new BackwardPair { First = first.ThroughTime(firstBuffers.Work), Second = second.ThroughTime(secondBuffers.Work) }.Run(tape.Team);
        _reverse.EndBackward(tape, second);
        _forward.EndBackward(tape, first);
        secondBuffers.Return(tape);
        firstBuffers.Return(tape);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Forward(Tape tape)
    {
        AlignedBuffer firstWork = tape.RentTemporary(_forward.WorkLength), secondWork = tape.RentTemporary(_reverse.WorkLength);
        new ForwardPair { First = _forward.ForwardPass(firstWork.Span), Second = _reverse.ForwardPass(secondWork.Span) }.Run(tape.Team);
        tape.ReturnTemporary(secondWork);
        tape.ReturnTemporary(firstWork);
        _forward.EndForward(tape);
        _reverse.EndForward(tape);
        if (_forward.Saves)
        {
            tape.Record(this);
        }
    }
}
