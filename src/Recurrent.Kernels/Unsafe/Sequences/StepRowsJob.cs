using System.Runtime.CompilerServices;
using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>One step of any number of rows, block by block: each part owns some of the rows.</summary>
internal unsafe struct StepRowsJob : IParallelJob
{
    /// <summary>What all blocks have in common.</summary>
    public StepJob Block;

    /// <summary>Rows to step.</summary>
    public int Count;

    /// <summary>Which state each of them has.</summary>
    public int* States;

    /// <summary>x, [count, I].</summary>
    public float* Input;

    /// <summary>Receives h, [count, H].</summary>
    public float* Output;

    /// <summary>All states h, a <see cref="StepScratch.StatePitch"/> apart, replaced.</summary>
    public float* Hidden;

    /// <summary>All states c likewise, or null.</summary>
    public float* Cell;

    /// <inheritdoc/>
    public static bool PartsAreIndependent => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Execute(int part, int parts, TeamBarrier barrier)
    {
        ItemRange own = RangeSplitter.Split(Count, 1, part, parts);
        StepJob block = Block;
        block.Scratch += (nint)part * block.Offsets.Length;
        for (int first = own.Start; first < own.End; first += StepScratch.RowBlock)
        {
            Gather(first, Math.Min(StepScratch.RowBlock, own.End - first), ref block);
            block.Execute(0, 1, barrier);
            Scatter(first, block);
        }
    }

    /// <summary>The same, with the parts sharing the panels of each block: for few rows of large weights.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void RunByPanels(ThreadTeam team, int parts)
    {
        StepJob block = Block;
        for (int first = 0; first < Count; first += StepScratch.RowBlock)
        {
            Gather(first, Math.Min(StepScratch.RowBlock, Count - first), ref block);
            team.Run(block, parts);
            Scatter(first, block);
        }
    }

    /// <summary>Brings the old states of a block side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Gather(int first, int rows, ref StepJob block)
    {
        nint pitch = block.Offsets.StatePitch;
        block.Rows = rows;
        block.Cell = block.Scratch + block.Offsets.Cell;
        block.NewHidden = Output + ((nint)first * block.Layout.Cell.HiddenSize);
        block.Input = Input + ((nint)first * block.Layout.Cell.InputSize);
        for (int row = 0; row < rows; row++)
        {
            nint state = States[first + row] * pitch;
            SequenceRows.Copy(Hidden + state, block.Scratch + block.Offsets.Hidden + (row * pitch), pitch);
            if (Cell != null)
            {
                SequenceRows.Copy(Cell + state, block.Cell + (row * pitch), pitch);
            }
        }

        if (rows == 1)
        {
            block.Input = StepKernel.WholeGroups(block, block.Input);
        }
    }

    /// <summary>Brings the new states of a block back to where they belong.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Scatter(int first, in StepJob block)
    {
        nint pitch = block.Offsets.StatePitch, hidden = block.Layout.Cell.HiddenSize;
        for (int row = 0; row < block.Rows; row++)
        {
            nint state = States[first + row] * pitch;
            SequenceRows.Copy(block.NewHidden + (row * hidden), Hidden + state, hidden);
            if (Cell != null)
            {
                SequenceRows.Copy(block.Cell + (row * pitch), Cell + state, hidden);
            }
        }
    }
}
