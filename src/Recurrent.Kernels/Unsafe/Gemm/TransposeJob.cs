using System.Runtime.CompilerServices;
using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>Copies a matrix so that its columns become rows; each part writes some rows.</summary>
internal unsafe struct TransposeJob : IParallelJob
{
    private const int Square = 4;

    /// <summary>Target rows filled together: they share the source's cache lines.</summary>
    private const int Block = 16;

    /// <summary>[columns of the target, rows of the target].</summary>
    public StoredMatrix Source;
    public float* Target;
    public int TargetPitch;
    public int Rows;
    public int Columns;

    /// <inheritdoc/>
    public static bool PartsAreIndependent => true;

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
