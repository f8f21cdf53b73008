using Recurrent.Kernels.Sequences;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Recurrences;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Tensors.Ops;

/// <summary>A GRU over whole sequences, fused over all steps.</summary>
public static class GruSequenceOp
{
    /// <summary>One direction of one GRU layer over padded sequences.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">x, <c>[T, B, I]</c> with lengths.</param>
    /// <param name="weights">Gates r z n: <c>[3H, I]</c>, <c>[3H, H]</c>, biases <c>[3H]</c>.</param>
    /// <param name="initialHidden">h before the first step, <c>[B, H]</c>; null for zeros.</param>
    /// <param name="direction">Forward, or from each row's last valid step to the first.</param>
    /// <param name="reset">Where the reset gate acts; after the product by default, which needs one product a step instead of two.</param>
    /// <param name="recomputation">What is kept for the backward pass; everything by default.</param>
    /// <returns>h of every step and the final state, by the padding contract of <see cref="SequenceBatch"/>.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    /// <remarks>
    /// r, z = σ(W x_t + b_ih + R h_{t−1} + b_hh), n = tanh(W_n x_t + b_in + r ⊙ (R_n h_{t−1} + b_hn)), h_t = (1 − z) ⊙ n + z ⊙ h_{t−1}:
    /// Cho et al. (2014) with the reset gate after the product, as PyTorch and cuDNN have it; <see cref="GruReset.BeforeProduct"/> is Cho's own.
    /// Results do not depend on the number of threads.
    /// </remarks>
    public static RecurrentSequenceResult GruSequence(
        this Tape tape,
        SequenceBatch input,
        RecurrentWeights weights,
        Tensor? initialHidden = null,
        SequenceDirection direction = SequenceDirection.Forward,
        GruReset reset = GruReset.AfterProduct,
        Recomputation recomputation = default)
    {
        return tape.GruSequence(input, new RecurrentSide(weights, new RecurrentStart(initialHidden, null, direction, recomputation)), reset);
    }

    /// <summary>One direction of one layer, with zoneout where its start asks for it.</summary>
    internal static RecurrentSequenceResult GruSequence(this Tape tape, SequenceBatch input, RecurrentSide side, GruReset reset)
    {
        RecurrentSequenceOp op = RecurrentSequenceOp.Run(tape, CellOf(reset), input, side.Weights, side.Start);
        return new RecurrentSequenceResult(op.Outputs, op.Hidden);
    }

    /// <summary>Both directions over one input, at the same time where rows are few; the bits of one after the other.</summary>
    internal static BothDirections<RecurrentSequenceResult> GruBothDirections(
        this Tape tape, SequenceBatch input, RecurrentSide forward, RecurrentSide reverse, GruReset reset)
    {
        RecurrentPair pair = RecurrentSequenceOp.RunBoth(tape, CellOf(reset), input, forward, reverse);
        return new BothDirections<RecurrentSequenceResult>(new(pair.Forward.Outputs, pair.Forward.Hidden), new(pair.Reverse.Outputs, pair.Reverse.Hidden));
    }

    internal static SequenceCell CellOf(GruReset reset) => reset == GruReset.BeforeProduct ? SequenceCell.GruResetBefore : SequenceCell.Gru;
}
