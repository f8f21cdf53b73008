using System.Collections.Immutable;
using Recurrent.Kernels.Threading;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Tensors.Ops.Recurrences.Scans;

/// <summary>Where the values of a scan stand, and which of them are worked on together.</summary>
/// <remarks>An item is a strip of one row's values, from the first step to the last: no item looks at another, so results do not depend on the threads.</remarks>
internal readonly struct ScanShape
{
    /// <summary>Values of an item at most; their state stays in the first cache.</summary>
    public const int LongestStrip = 256;

    private readonly ImmutableArray<int> _lengths;

    public ScanShape(SequenceBatch gates, int hidden, SequenceDirection direction, int threads)
    {
        (Time, Batch, _lengths, Hidden, IsReverse) = (gates.Time, gates.Batch, gates.Lengths, hidden, direction == SequenceDirection.Reverse);

        // Enough items for all threads, none shorter than a few vectors.
        int wanted = (2 * threads) + Batch - 1;
        int strips = Math.Max((hidden + LongestStrip - 1) / LongestStrip, Math.Min(wanted / Math.Max(1, Batch), hidden / 32));
        Strip = Math.Max(1, (hidden + Math.Max(1, strips) - 1) / Math.Max(1, strips));
        StripsPerRow = (hidden + Strip - 1) / Strip;
    }

    /// <summary>One step of some rows on one thread.</summary>
    public ScanShape(int batch, int hidden)
    {
        (Time, Batch, Hidden, Strip) = (1, batch, hidden, Math.Min(hidden, LongestStrip));
        StripsPerRow = (hidden + Strip - 1) / Strip;
    }

    public int Hidden { get; }

    private int Strip { get; }

    private int StripsPerRow { get; }

    public int Time { get; }

    public int Batch { get; }

    public int Items => Batch * StripsPerRow;

    /// <summary>One of <see cref="Items"/>.</summary>
    public ScanItem ItemAt(int number)
    {
        (int row, int strip) = Math.DivRem(number, StripsPerRow);
        int first = strip * Strip;
        return new ScanItem(row, first, Math.Min(Strip, Hidden - first));
    }

    public int LengthOf(int row) => _lengths.IsDefault ? Time : _lengths[row];

    /// <summary>Whether rows are visited from their last valid step to the first.</summary>
    public bool IsReverse { get; }

    /// <summary>Which of a row's valid steps, counted in the order of visits, lie in a range of time.</summary>
    public ItemRange VisitsOf(int row, ItemRange steps)
    {
        int length = LengthOf(row), end = Math.Min(steps.End, length), start = Math.Min(steps.Start, end);
        return IsReverse ? new ItemRange(length - end, length - start) : new ItemRange(start, end);
    }

    /// <summary>The time step that a row visits as its number <paramref name="count"/>.</summary>
    public int StepOf(int row, int count) => IsReverse ? LengthOf(row) - 1 - count : count;

    /// <summary>Where the values of a row at a step begin in <c>[T, B, H]</c>.</summary>
    public int StateAt(int step, int row) => ((step * Batch) + row) * Hidden;
}
