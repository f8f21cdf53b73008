using System.Runtime.CompilerServices;
using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>Copies a matrix so that its columns become rows; each part writes some rows.</summary>
internal unsafe struct TransposeJob : IParallelJob
{
    private const int Square = 4;

    /// <summary>Target rows filled together: they share the source's cache lines.</summary>
    private const int Block = 16;

    /// <summary>Elements a thread must get before waking it pays.</summary>
    private const long ElementsPerPart = 32 * 1024;

    /// <summary>[columns of the target, rows of the target].</summary>
    private StoredMatrix _source;
    private float* _target;
    private int _targetPitch;
    private int _rows;
    private int _columns;

    /// <inheritdoc/>
    public static bool PartsAreIndependent => true;

    /// <summary>Turns a matrix around on a team.</summary>
    /// <param name="source">[columns, rows].</param>
    /// <param name="target">Rows that lie side by side where no pitch is given.</param>
    /// <param name="rows">Rows of the target.</param>
    /// <param name="columns">Columns of the target.</param>
    /// <param name="team">Threads that share the rows.</param>
    /// <param name="pitch">Floats from row to row of the target; 0 for <paramref name="columns"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(StoredMatrix source, float* target, int rows, int columns, ThreadTeam team, int pitch = 0)
    {
        TransposeJob job = default;
        job._source = source;
        job._target = target;
        job._targetPitch = pitch > 0 ? pitch : columns;
        job._rows = rows;
        job._columns = columns;
        team.Run(job, (int)Math.Clamp((long)rows * columns / ElementsPerPart, 1, team.Threads));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Execute(int part, int parts, TeamBarrier barrier)
    {
        ItemRange own = RangeSplitter.Split(_rows, Block, part, parts);
        for (int row = own.Start; row < own.End; row += Block)
        {
            CopyRows(row, Math.Min(own.End, row + Block));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void CopyRows(int start, int end)
    {
        int squareRows = TransposedSquare.IsSupported ? start + ((end - start) & ~(Square - 1)) : start;
        int squareColumns = _columns & ~(Square - 1);
        for (int column = 0; column < squareColumns; column += Square)
        {
            for (int row = start; row < squareRows; row += Square)
            {
                TransposedSquare.Copy(_source.At(column, row).Data, _source.Pitch, At(row, column), _targetPitch);
            }
        }

        CopyElements(start, squareRows, squareColumns);
        CopyElements(squareRows, end, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void CopyElements(int start, int end, int firstColumn)
    {
        for (int row = start; row < end; row++)
        {
            for (int column = firstColumn; column < _columns; column++) *At(row, column) = *_source.At(column, row).Data;
        }
    }

    private readonly float* At(int row, int column) => _target + ((nint)row * _targetPitch) + column;
}
