using Recurrent.Kernels.Sequences;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Recurrences;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Tensors.Ops;

/// <summary>An LSTM over whole sequences, fused over all steps.</summary>
public static class LstmSequenceOp
{
    /// <summary>One direction of one LSTM layer over padded sequences.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">x, <c>[T, B, I]</c> with lengths.</param>
    /// <param name="weights">Gates i f g o: <c>[4H, I]</c>, <c>[4H, H]</c>, biases <c>[4H]</c>.</param>
    /// <param name="initialHidden">h before the first step, <c>[B, H]</c>; null for zeros.</param>
    /// <param name="initialCell">c before the first step, <c>[B, H]</c>; null for zeros.</param>
    /// <param name="direction">Forward, or from each row's last valid step to the first.</param>
    /// <param name="recomputation">What is kept for the backward pass; everything by default.</param>
    /// <returns>h of every step and the final states, by the padding contract of <see cref="SequenceBatch"/>.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    /// <remarks>
    /// i, f, o = σ(W x_t + b_ih + R h_{t−1} + b_hh), g = tanh(…), c_t = f ⊙ c_{t−1} + i ⊙ g, h_t = o ⊙ tanh c_t
    /// (Hochreiter and Schmidhuber, 1997; forget gate of Gers et al., 2000). Results do not depend on the number of threads.
    /// </remarks>
    public static LstmSequenceResult LstmSequence(
        this Tape tape,
        SequenceBatch input,
        RecurrentWeights weights,
        Tensor? initialHidden = null,
        Tensor? initialCell = null,
        SequenceDirection direction = SequenceDirection.Forward,
        Recomputation recomputation = default)
    {
        return tape.LstmSequence(input, new RecurrentSide(weights, new RecurrentStart(initialHidden, initialCell, direction, recomputation)));
    }

    /// <summary>One direction of one layer, with zoneout where its start asks for it.</summary>
    internal static LstmSequenceResult LstmSequence(this Tape tape, SequenceBatch input, RecurrentSide side) =>
        ResultOf(RecurrentSequenceOp.Run(tape, SequenceCell.Lstm, input, side.Weights, side.Start));

    /// <summary>Both directions over one input, at the same time where rows are few; the bits of one after the other.</summary>
    internal static BothDirections<LstmSequenceResult> LstmBothDirections(this Tape tape, SequenceBatch input, RecurrentSide forward, RecurrentSide reverse)
    {
        RecurrentPair pair = RecurrentSequenceOp.RunBoth(tape, SequenceCell.Lstm, input, forward, reverse);
        return new BothDirections<LstmSequenceResult>(ResultOf(pair.Forward), ResultOf(pair.Reverse));
    }

    private static LstmSequenceResult ResultOf(RecurrentSequenceOp op) => new(op.Outputs, op.Hidden, op.Cell!);
}
