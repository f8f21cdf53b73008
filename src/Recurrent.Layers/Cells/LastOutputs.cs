using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Cells;

/// <summary>The hidden state of cells that remember something else than their output.</summary>
internal static class LastOutputs
{
    /// <summary>h after each row's last step, <c>[B, H]</c>; no step leaves it as it was.</summary>
    public static Tensor Of(Tape tape, SequenceBatch outputs, Tensor before, SequenceDirection direction)
    {
        (int time, int batch) = (outputs.Time, outputs.Batch);
        if (time == 0)
        {
            return before;
        }

        if (outputs.IsFull)
        {
            return outputs.Values.At(direction == SequenceDirection.Reverse ? 0 : time - 1);
        }

        int[] places = [.. Enumerable.Range(0, batch).Select(row => (direction == SequenceDirection.Reverse ? 0 : Math.Max(0, outputs.LengthOf(row) - 1) * batch) + row)];
        bool[] moved = [.. Enumerable.Range(0, batch).Select(row => outputs.LengthOf(row) > 0)];
        Tensor last = tape.Embedding(outputs.Values.Reshape(new Shape(time * batch, outputs.Features)), places, new Shape(batch));
        return tape.Where(tape.Mask(moved, new Shape(batch, 1)), last, before);
    }
}
