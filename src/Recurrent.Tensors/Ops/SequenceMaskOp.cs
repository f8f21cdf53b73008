using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Tensors.Ops;

/// <summary>Masks of the valid steps of a batch.</summary>
public static class SequenceMaskOp
{
    /// <summary>1 at valid steps, 0 in the padding.</summary>
    /// <param name="tape">Where the result lives.</param>
    /// <param name="batch">A batch of T steps and B rows with their lengths.</param>
    /// <returns><c>[T, B]</c>, a constant that lives until the step ends; reshape it to <c>[T, B, 1]</c> to mask features.</returns>
    public static Tensor SequenceMask(this Tape tape, SequenceBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Tensor mask = tape.NewTensor(new Shape(batch.Time, batch.Batch), requiresGradient: false);
        Span<float> values = mask.Writable;
        for (int step = 0; step < batch.Time; step++)
        {
            for (int row = 0; row < batch.Batch; row++)
            {
                values[(step * batch.Batch) + row] = step < batch.LengthOf(row) ? 1f : 0f;
            }
        }

        return mask;
    }
}
