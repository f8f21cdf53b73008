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
    private StoredMatrix Source;
    private float* Target;
    private int TargetPitch;
    private int Rows;
    private int Columns;

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
        job.Source = source;
        job.Target = target;
        job.TargetPitch = pitch > 0 ? pitch : columns;
        job.Rows = rows;
        job.Columns = columns;
        team.Run(job, (int)Math.Clamp((long)rows * columns / ElementsPerPart, 1, team.Threads));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Execute(int part, int parts, TeamBarrier barrier)
    {
        ItemRange own = RangeSplitter.Split(Rows, Block, part, parts);
        for (int row = own.Start; row < own.End; row += Block)
        {
            CopyRows(row, Math.Min(own.End, row + Block));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void CopyRows(int start, int end)
    {
        int squareRows = TransposedSquare.IsSupported ? start + ((end - start) & ~(Square - 1)) : start;
        int squareColumns = Columns & ~(Square - 1);
        for (int column = 0; column < squareColumns; column += Square)
        {
            for (int row = start; row < squareRows; row += Square)
            {
                TransposedSquare.Copy(Source.At(column, row).Data, Source.Pitch, At(row, column), TargetPitch);
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
            for (int column = firstColumn; column < Columns; column++) *At(row, column) = *Source.At(column, row).Data;
        }
    }

    private readonly float* At(int row, int column) => Target + ((nint)row * TargetPitch) + column;
}
