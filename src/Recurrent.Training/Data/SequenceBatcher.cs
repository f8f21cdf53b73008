using System.Collections.Immutable;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Training.Data;

/// <summary>Lays chosen sequences side by side, time-major and padded with zeros.</summary>
/// <param name="sequences">Sequences of T·D values each, step by step; none is copied until it is batched.</param>
/// <param name="features">D, values of a step.</param>
public sealed class SequenceBatcher(IReadOnlyList<ReadOnlyMemory<float>> sequences, int features)
{
    private readonly ImmutableArray<int> _lengths = MeasureLengths(sequences, features);
    private float[] _scratch = [];

    /// <summary>Steps of every sequence.</summary>
    public ImmutableArray<int> Lengths => _lengths;

    /// <summary>Makes a batch in a step's memory.</summary>
    /// <param name="tape">Where the values live.</param>
    /// <param name="items">Numbers of the sequences, one per row; not empty.</param>
    /// <returns><c>[T, B, D]</c> with T the longest of the rows; the padding is 0.</returns>
    /// <exception cref="ArgumentException">There is no item.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An item is the number of no sequence.</exception>
    public SequenceBatch Batch(Tape tape, ReadOnlySpan<int> items)
    {
        ArgumentNullException.ThrowIfNull(tape);
        if (items.IsEmpty)
            throw new ArgumentException("A batch needs at least one sequence.", nameof(items));
        var lengths = new int[items.Length];
        int time = 0;
        for (int row = 0; row < items.Length; row++)
        {
            if ((uint)items[row] >= (uint)_lengths.Length)
                throw new ArgumentOutOfRangeException(nameof(items), items[row], $"Received sequence number {items[row]} for row {row}; there are {_lengths.Length} sequences, numbered from 0.");
            lengths[row] = _lengths[items[row]];
            time = Math.Max(time, lengths[row]);
        }

        var shape = new Shape(time, items.Length, features);
        if (_scratch.Length < shape.Length)
        {
            _scratch = new float[shape.Length];
        }

        Span<float> values = _scratch.AsSpan(0, shape.Length);
        values.Clear();
        for (int row = 0; row < items.Length; row++)
        {
            ReadOnlySpan<float> source = sequences[items[row]].Span;
            for (int step = 0; step < lengths[row]; step++)
            {
                source.Slice(step * features, features).CopyTo(values[(((step * items.Length) + row) * features)..]);
            }
        }

        return new SequenceBatch(tape.Constant(values, shape), ImmutableArray.Create(lengths));
    }

    private static ImmutableArray<int> MeasureLengths(IReadOnlyList<ReadOnlyMemory<float>> sequences, int features)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        var lengths = ImmutableArray.CreateBuilder<int>(sequences.Count);
        for (int index = 0; index < sequences.Count; index++)
        {
            int values = sequences[index].Length;
            if (values % features != 0)
                throw new ArgumentException($"Sequence {index} has {values} values, not a multiple of {features} features; every step needs all of its features.", nameof(sequences));
            lengths.Add(values / features);
        }

        return lengths.MoveToImmutable();
    }
}
