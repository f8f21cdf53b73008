using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Recurrent.Kernels.Sequences;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Tensors.Ops.Recurrences;

/// <summary>A sequence cut into windows of s steps, in the order a recurrence visits them.</summary>
/// <remarks>
/// A window is a batch of its own: rows that have ended have length 0 there and hand their state through, in both directions. So the
/// padding contract of a window is that of the sequence, and running the windows one after another is running the sequence.
/// </remarks>
internal sealed class RecurrentWindows
{
    private readonly SequencePlan[] _plans;
    private readonly int _time;
    private readonly int _steps;
    private readonly bool _isReverse;

    /// <summary>Cuts a batch.</summary>
    /// <param name="input"><c>[T, B, I]</c> with lengths, T above 0.</param>
    /// <param name="steps">s, at least 1; the window that ends at T may be shorter.</param>
    /// <param name="direction">The way through time.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public RecurrentWindows(SequenceBatch input, int steps, SequenceDirection direction)
    {
        _time = input.Time;
        _steps = steps;
        _isReverse = direction == SequenceDirection.Reverse;
        _plans = new SequencePlan[((_time - 1) / steps) + 1];
        SequencePlan? previous = null;
        for (int index = 0; index < _plans.Length; index++)
        {
            SequencePlan plan = previous is not null && previous.Time == LengthOf(index) && HasAllRows(input, index, previous)
                ? previous
                : new SequencePlan(LengthOf(index), input.Batch, LengthsIn(input, index), _isReverse);
            _plans[index] = plan;
            MaximumCells = Math.Max(MaximumCells, plan.Cells);
            previous = plan;
        }
    }

    public int Count => _plans.Length;

    /// <summary>Cells of the largest window.</summary>
    public int MaximumCells { get; }

    /// <summary>Steps of the longest window.</summary>
    public int MaximumSteps => _steps;

    /// <summary>The order of a window's cells.</summary>
    public SequencePlan Plan(int index) => _plans[index];

    /// <summary>The first time of a window.</summary>
    public int Start(int index) => (_isReverse ? Count - 1 - index : index) * _steps;

    private int LengthOf(int index) => Math.Min(_steps, _time - Start(index));

    /// <summary>Whether every row is valid all through a window and was in the one before, so that both have the same plan.</summary>
    private bool HasAllRows(SequenceBatch input, int index, SequencePlan previous)
    {
        bool isFull = previous.Cells == previous.Time * previous.Batch;
        for (int row = 0; row < input.Batch && isFull; row++)
        {
            isFull = input.LengthOf(row) >= Start(index) + LengthOf(index);
        }

        return isFull;
    }

    /// <summary>Valid steps of each row inside a window; a window of a ragged batch stays packed when it is full, or input gradients would add up otherwise.</summary>
    private ImmutableArray<int> LengthsIn(SequenceBatch input, int index)
    {
        if (input.IsFull)
        {
            return default;
        }

        var lengths = new int[input.Batch];
        for (int row = 0; row < lengths.Length; row++)
        {
            lengths[row] = Math.Clamp(input.LengthOf(row) - Start(index), 0, LengthOf(index));
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(lengths);
    }
}
