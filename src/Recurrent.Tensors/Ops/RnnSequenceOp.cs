using Recurrent.Kernels.Sequences;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Recurrences;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Tensors.Ops;

/// <summary>A simple (Elman) RNN over whole sequences, fused over all steps.</summary>
public static class RnnSequenceOp
{
    /// <summary>One direction of one simple recurrent layer over padded sequences.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">x, <c>[T, B, I]</c> with lengths.</param>
    /// <param name="weights"><c>[H, I]</c>, <c>[H, H]</c>, biases <c>[H]</c>.</param>
    /// <param name="initialHidden">h before the first step, <c>[B, H]</c>; null for zeros.</param>
    /// <param name="activation">f; tanh keeps the state bounded.</param>
    /// <param name="direction">Forward, or from each row's last valid step to the first.</param>
    /// <param name="recomputation">What is kept for the backward pass; everything by default.</param>
    /// <returns>h of every step and the final state, by the padding contract of <see cref="SequenceBatch"/>.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    /// <remarks>h_t = f(W x_t + b_ih + R h_{t−1} + b_hh) (Elman, 1990). Results do not depend on the number of threads.</remarks>
    public static RecurrentSequenceResult RnnSequence(
        this Tape tape,
        SequenceBatch input,
        RecurrentWeights weights,
        Tensor? initialHidden = null,
        RnnActivation activation = RnnActivation.Tanh,
        SequenceDirection direction = SequenceDirection.Forward,
        Recomputation recomputation = default)
    {
        return tape.RnnSequence(input, new RecurrentSide(weights, new RecurrentStart(initialHidden, null, direction, recomputation)), activation);
    }

    /// <summary>One direction of one layer, with zoneout where its start asks for it.</summary>
    internal static RecurrentSequenceResult RnnSequence(this Tape tape, SequenceBatch input, RecurrentSide side, RnnActivation activation)
    {
        RecurrentSequenceOp op = RecurrentSequenceOp.Run(tape, CellOf(activation), input, side.Weights, side.Start);
        return new RecurrentSequenceResult(op.Outputs, op.Hidden);
    }

    /// <summary>Both directions over one input, at the same time where rows are few; the bits of one after the other.</summary>
    internal static BothDirections<RecurrentSequenceResult> RnnBothDirections(
        this Tape tape, SequenceBatch input, RecurrentSide forward, RecurrentSide reverse, RnnActivation activation)
    {
        RecurrentPair pair = RecurrentSequenceOp.RunBoth(tape, CellOf(activation), input, forward, reverse);
        return new BothDirections<RecurrentSequenceResult>(new(pair.Forward.Outputs, pair.Forward.Hidden), new(pair.Reverse.Outputs, pair.Reverse.Hidden));
    }

    private static SequenceCell CellOf(RnnActivation activation) => activation == RnnActivation.Relu ? SequenceCell.RnnRelu : SequenceCell.RnnTanh;
}
