using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Sequence;

/// <summary>The padding may hold anything; 0 · NaN in the backward pass would reach the weights.</summary>
internal static class FinitePadding
{
    /// <summary>The batch with 0 in its padding.</summary>
    public static SequenceBatch Of(Tape tape, SequenceBatch input) => input.IsFull
        ? input
        : input.With(tape.Where(tape.SequenceMask(input).Reshape(new Shape(input.Time, input.Batch, 1)), input.Values, tape.Zeros(new Shape(1))));
}
