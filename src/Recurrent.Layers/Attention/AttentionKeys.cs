using System.Collections.Immutable;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.Layers.Attention;

/// <summary>Keys and values that many queries look at, made once by <see cref="MultiHeadAttention.Prepare"/>.</summary>
/// <param name="Keys"><c>[S, B, H]</c>.</param>
/// <param name="Values"><c>[S, B, H]</c>.</param>
/// <param name="Lengths">Valid steps of each row; default (no array) when every row is full.</param>
public sealed record AttentionKeys(Tensor Keys, Tensor Values, ImmutableArray<int> Lengths)
{
    /// <summary>B, the number of rows.</summary>
    public int Batch => Keys.Shape[1];

    /// <summary>A copy without gradient that outlives the tape's step.</summary>
    /// <returns>Keys of constants.</returns>
    public AttentionKeys Detach() => this with { Keys = Keys.Detach(), Values = Values.Detach() };

    /// <summary>Some rows only, in the order given: when rows of a batch are finished, or repeated for a beam.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="rows">Row numbers from 0 to B − 1; repeats are allowed.</param>
    /// <returns>Keys of those rows.</returns>
    /// <exception cref="ArgumentException">There is no such row.</exception>
    public AttentionKeys SelectRows(Tape tape, ReadOnlySpan<int> rows)
    {
        ArgumentNullException.ThrowIfNull(tape);
        (int steps, int batch, int size) = (Keys.Shape[0], Keys.Shape[1], Keys.Shape[2]);
        var entries = new int[steps * rows.Length];
        var lengths = ImmutableArray.CreateBuilder<int>(rows.Length);
        for (int index = 0; index < rows.Length; index++)
        {
            if ((uint)rows[index] >= (uint)batch)
            {
                throw new ArgumentException($"Got row {rows[index]} of {batch}; give row numbers from 0 to {batch - 1}.", nameof(rows));
            }

            lengths.Add(Lengths.IsDefault ? steps : Lengths[rows[index]]);
            for (int step = 0; step < steps; step++)
            {
                entries[(step * rows.Length) + index] = (step * batch) + rows[index];
            }
        }

        var shape = new Shape(steps, rows.Length, size);
        return new AttentionKeys(Selected(Keys), Selected(Values), lengths.MoveToImmutable());

        Tensor Selected(Tensor tensor) => tape.SelectRows(tensor.Reshape(new Shape(steps * batch, size)), entries).Reshape(shape);
    }
}
