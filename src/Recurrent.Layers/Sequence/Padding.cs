using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Sequence;

/// <summary>Keeps the padding contract for layers that work on all steps at once.</summary>
internal static class Padding
{
    /// <summary>The values with 0 in the padding, whatever stood there, NaN too; no copy when there is no padding.</summary>
    public static Tensor Cleared(Tape tape, SequenceBatch batch) => batch.IsFull
        ? batch.Values
        : tape.MaskFill(batch.Values, tape.SequenceMask(batch).Reshape(new Shape(batch.Time, batch.Batch, 1)), 0);
}
