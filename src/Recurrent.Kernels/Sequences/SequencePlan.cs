using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Recurrent.Kernels.Sequences;

/// <summary>
/// In which order a kernel visits the valid cells of a batch <c>[T, B]</c>: step by step, in each step only the rows that still run.
/// </summary>
/// <remarks>
/// When every row is full, buffers keep the natural order (row t·B + b) and the reverse direction walks it backwards. Otherwise the rows are
/// sorted by falling length and cells are packed: step s starts at <see cref="Offset"/> and holds the first <see cref="Active"/> rows, so that
/// cost follows the valid cells and padding is never read. In the reverse direction step s of a row of length n is its time n − 1 − s.
/// </remarks>
internal sealed class SequencePlan
{
    private readonly int[]? _order;
    private readonly int[]? _lengths;
    private readonly int[]? _offsets;
    private readonly int[]? _active;

    /// <summary>Plans a batch.</summary>
    /// <param name="time">T, at least 0.</param>
    /// <param name="batch">B, at least 0.</param>
    /// <param name="lengths">Valid steps of each row, 0 to T; default when every row is full.</param>
    /// <param name="isReverse">Whether each row runs from its last valid step to its first.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public SequencePlan(int time, int batch, ImmutableArray<int> lengths, bool isReverse)
    {
        Time = time;
        Batch = batch;
        IsReverse = isReverse;
        Steps = time;
        Cells = checked(time * batch);
        if (lengths.IsDefault)
        {
            return;
        }

        _order = new int[batch];
        _lengths = new int[batch];
        for (int row = 0; row < batch; row++)
        {
            _order[row] = row;
            _lengths[row] = -lengths[row];
        }

        // Rows of equal length keep their order only by luck of the sort; nothing depends on it.
        _lengths.AsSpan().Sort(_order.AsSpan());
        for (int position = 0; position < batch; position++)
        {
            _lengths[position] = -_lengths[position];
        }

        Steps = batch == 0 ? 0 : _lengths[0];
        _offsets = new int[Steps + 1];
        _active = new int[Steps + 1];
        int active = batch;
        for (int step = 0; step < Steps; step++)
        {
            while (_lengths[active - 1] <= step)
            {
                active--;
            }

            _active[step] = active;
            _offsets[step + 1] = _offsets[step] + active;
        }

        Cells = _offsets[Steps];
    }

    /// <summary>T.</summary>
    public int Time { get; }

    /// <summary>B.</summary>
    public int Batch { get; }

    public bool IsReverse { get; }

    /// <summary>Steps of the longest row.</summary>
    public int Steps { get; }

    /// <summary>Number of valid cells.</summary>
    public int Cells { get; }

    /// <summary>Whether buffers keep the order <c>[T, B]</c>, because no row is shorter than T.</summary>
    public bool IsNatural => _order is null;

    /// <summary>The first buffer row of a step.</summary>
    public int Offset(int step) => _offsets is null ? (IsReverse ? Time - 1 - step : step) * Batch : _offsets[step];

    /// <summary>How many rows still run at a step; 0 at <see cref="Steps"/> and beyond.</summary>
    public int Active(int step) => step >= Steps ? 0 : _active is null ? Batch : _active[step];

    /// <summary>The batch row at a sorted position.</summary>
    public int Row(int position) => _order is null ? position : _order[position];

    /// <summary>The number of steps of the row at a sorted position.</summary>
    public int Length(int position) => _lengths is null ? Time : _lengths[position];

    /// <summary>The row of a <c>[T, B]</c> tensor that a cell stands for.</summary>
    public int TensorRow(int step, int position) => ((IsReverse ? Length(position) - 1 - step : step) * Batch) + Row(position);

    /// <summary>The first sorted position of a part, such that the parts have about equally many cells.</summary>
    public int FirstPosition(int part, int parts)
    {
        if (_lengths is null)
        {
            return (int)((long)Batch * part / parts);
        }

        long before = 0, wanted = (long)Cells * part / parts;
        int position = 0;
        while (part > 0 && position < Batch && (part == parts || before + (_lengths[position] / 2) < wanted))
        {
            before += _lengths[position++];
        }

        return position;
    }
}
