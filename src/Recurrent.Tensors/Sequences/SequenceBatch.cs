using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace Recurrent.Tensors.Sequences;

/// <summary>Several sequences side by side, time-major and padded at the end, with the number of valid steps of each.</summary>
/// <remarks>
/// The padding contract, kept by every recurrent layer: outputs at padded steps are 0; the final state is that of each row's last valid
/// step; the reverse direction starts at each row's last valid step; length 0 is legal and returns the initial state. What stands in the
/// padding never matters.
/// </remarks>
public sealed record SequenceBatch
{
    /// <summary>Makes a batch.</summary>
    /// <param name="values">Padded values <c>[T, B, D]</c>.</param>
    /// <param name="lengths">Valid steps of each row, B numbers from 0 to T in any order; default when every row is T long.</param>
    /// <exception cref="ArgumentException">The values have not three axes, or the lengths are not B numbers from 0 to T.</exception>
    public SequenceBatch(Tensor values, ImmutableArray<int> lengths = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Shape.Rank != 3)
        {
            throw new ArgumentException($"A sequence batch is [T, B, D] (time, batch, features), got {values.Shape}.", nameof(values));
        }

        if (!lengths.IsDefault)
        {
            CheckLengths(values.Shape, lengths);
        }

        Values = values;
        Lengths = !lengths.IsDefault && lengths.All(length => length == values.Shape[0]) ? default : lengths;
    }

    /// <summary>Makes a batch that owns a copy of a tensor span, or of a <see cref="Tensor{T}"/> of System.Numerics.Tensors.</summary>
    /// <param name="values">Padded values <c>[T, B, D]</c>, with any strides: a batch-major array is turned by permuting its axes.</param>
    /// <param name="lengths">Valid steps of each row, B numbers from 0 to T in any order; default when every row is T long.</param>
    /// <exception cref="ArgumentException">The values have not three axes, or the lengths are not B numbers from 0 to T.</exception>
    public SequenceBatch(in ReadOnlyTensorSpan<float> values, ImmutableArray<int> lengths = default)
        : this(Tensor.FromValues(values), lengths)
    {
    }

    /// <summary>The padded values <c>[T, B, D]</c>.</summary>
    public Tensor Values { get; }

    /// <summary>Valid steps of each row; default (no array) when every row is full.</summary>
    public ImmutableArray<int> Lengths { get; }

    /// <summary>T, the number of steps of the longest row.</summary>
    public int Time => Values.Shape[0];

    /// <summary>B, the number of rows.</summary>
    public int Batch => Values.Shape[1];

    /// <summary>D, the number of features of a step.</summary>
    public int Features => Values.Shape[2];

    /// <summary>Whether every row is T long.</summary>
    public bool IsFull => Lengths.IsDefault;

    /// <summary>The number of valid steps of a row.</summary>
    /// <param name="row">0 to B − 1.</param>
    /// <returns>0 to T.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public int LengthOf(int row)
    {
        if ((uint)row >= (uint)Batch)
        {
            throw new ArgumentOutOfRangeException(nameof(row), row, $"Received row {row} of a batch of {Batch} rows {Values.Shape}; expected 0 to {Batch - 1}.");
        }

        return IsFull ? Time : Lengths[row];
    }

    /// <summary>The same lengths over other values of the same T and B, such as a layer's outputs.</summary>
    /// <param name="values"><c>[T, B, D′]</c>.</param>
    /// <returns>A batch of those values.</returns>
    /// <exception cref="ArgumentException">The values have not three axes, or another T or B.</exception>
    public SequenceBatch With(Tensor values)
    {
        var batch = new SequenceBatch(values, Lengths);
        return batch.Time == Time && batch.Batch == Batch
            ? batch
            : throw new ArgumentException($"Received values {values.Shape} for a batch of [{Time}, {Batch}, …]; expected the same T and B. Make a new SequenceBatch for others.", nameof(values));
    }

    private static void CheckLengths(Shape shape, ImmutableArray<int> lengths)
    {
        if (lengths.Length != shape[1])
        {
            throw new ArgumentException($"Got {lengths.Length} lengths for a batch of {shape[1]} rows {shape}; give one length per row.", nameof(lengths));
        }

        for (int row = 0; row < lengths.Length; row++)
        {
            if ((uint)lengths[row] > (uint)shape[0])
            {
                throw new ArgumentException($"Row {row} has length {lengths[row]}; expected 0 to {shape[0]}, the number of steps.", nameof(lengths));
            }
        }
    }
}
