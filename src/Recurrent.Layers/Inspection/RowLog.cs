using System.Runtime.InteropServices;
using Recurrent.Tensors;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Inspection;

/// <summary>The longest rows that one recurrence has read.</summary>
/// <remarks>Which rows stay depends on their content alone, so threads may bring them in any order.</remarks>
internal sealed class RowLog(int mostRows, int mostSteps)
{
    private const int LeastSteps = 2;

    private readonly Lock _lock = new();
    private readonly SortedList<(int Length, ulong Hash), RecordedSequence> _rows = new(Comparer<(int Length, ulong Hash)>.Create(
        static (one, other) => one.Length == other.Length ? one.Hash.CompareTo(other.Hash) : other.Length.CompareTo(one.Length)));

    public IReadOnlyList<RecordedSequence> Rows
    {
        get
        {
            lock (_lock)
            {
                return [.. _rows.Values];
            }
        }
    }

    /// <summary>Takes down the rows of a batch.</summary>
    /// <param name="input"><c>[T, B, I]</c>.</param>
    /// <param name="initial">One tensor <c>[B, width]</c> per component.</param>
    /// <param name="isReverse">Whether they are read from each row's last valid step to its first.</param>
    public void Add(SequenceBatch input, ReadOnlySpan<Tensor> initial, bool isReverse)
    {
        for (int row = 0; row < input.Batch; row++)
        {
            int length = Math.Min(input.LengthOf(row), mostSteps);
            lock (_lock)
            {
                if (length >= LeastSteps && (_rows.Count < mostRows || length >= _rows.Keys[^1].Length))
                {
                    Add(Steps(input, row, length, isReverse), Initial(initial, row));
                }
            }
        }
    }

    private void Add(Tensor steps, Tensor[] initial)
    {
        ulong hash = Hash(MemoryMarshal.Cast<float, uint>(steps.Values));
        foreach (Tensor component in initial)
        {
            hash ^= Hash(MemoryMarshal.Cast<float, uint>(component.Values));
        }

        // The same row twice says nothing new.
        _rows.TryAdd((steps.Shape[0], hash), new RecordedSequence(steps, initial));
        if (_rows.Count > mostRows)
        {
            _rows.RemoveAt(mostRows);
        }
    }

    private static Tensor Steps(SequenceBatch input, int row, int length, bool isReverse)
    {
        int features = input.Features, end = input.LengthOf(row) - 1;
        var values = new float[length * features];
        for (int step = 0; step < length; step++)
        {
            int place = ((isReverse ? end - step : step) * input.Batch) + row;
            input.Values.Values.Slice(place * features, features).CopyTo(values.AsSpan(step * features));
        }

        return Tensor.FromValues(values, new Shape(length, features));
    }

    private static Tensor[] Initial(ReadOnlySpan<Tensor> initial, int row)
    {
        var components = new Tensor[initial.Length];
        for (int component = 0; component < components.Length; component++)
        {
            components[component] = initial[component].Slice(row, 1).Detach();
        }

        return components;
    }

    // FNV-1a over words: told apart is enough.
    private static ulong Hash(ReadOnlySpan<uint> words)
    {
        ulong hash = 14695981039346656037;
        foreach (uint word in words)
        {
            hash = (hash ^ word) * 1099511628211;
        }

        return hash;
    }
}
