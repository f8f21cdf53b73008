using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Cells;

/// <summary>Rows read backwards.</summary>
internal static class ReversedSteps
{
    /// <summary>Every row from its last valid step to its first; the padding stays where it is. Twice gives the rows as they were.</summary>
    public static SequenceBatch Of(Tape tape, SequenceBatch batch)
    {
        (int time, int rows) = (batch.Time, batch.Batch);
        var places = new int[time * rows];
        for (int step = 0; step < time; step++)
        {
            for (int row = 0; row < rows; row++)
            {
                int length = batch.LengthOf(row);
                places[(step * rows) + row] = ((step < length ? length - 1 - step : step) * rows) + row;
            }
        }

        return batch.With(tape.Embedding(batch.Values.Reshape(new Shape(time * rows, batch.Features)), places, new Shape(time, rows)));
    }
}
