using System.Numerics;
using System.Runtime.CompilerServices;
using Recurrent.Kernels.Threading;
using Recurrent.Tensors.Threading;

namespace Recurrent.Tensors.Ops.Recurrences.Scans;

/// <summary>The forward pass: every item goes through time by itself.</summary>
internal ref struct ScanForward<TCell> : IRangeJob
    where TCell : struct, IScanCell
{
    public required ScanShape Shape { get; init; }

    /// <summary>The steps of this run.</summary>
    public required ItemRange Steps { get; init; }

    /// <summary>Of these steps only, <c>[steps, B, G·H]</c>.</summary>
    public required ReadOnlySpan<float> Gates { get; init; }

    /// <summary>Added to the gates, <c>[G·H]</c>; empty for nothing.</summary>
    public required ReadOnlySpan<float> Bias { get; init; }

    /// <summary><c>[W, H]</c>.</summary>
    public required ReadOnlySpan<float> Weights { get; init; }

    /// <summary><c>[T, B, H]</c>; the outputs themselves where the cell has no others.</summary>
    public required Span<float> States { get; init; }

    /// <summary><c>[T, B, H]</c>.</summary>
    public required Span<float> Outputs { get; init; }

    /// <summary><c>[B, H]</c>, the state before these steps, replaced by that after the last valid one of them.</summary>
    public required Span<float> Final { get; init; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run(int start, int length)
    {
        for (int number = start; number < start + length; number++)
        {
            RunItem(Shape.ItemAt(number));
        }
    }

    private readonly void RunItem(ScanItem item)
    {
        (int row, int first, int count) = item;
        Span<float> carried = Final.Slice((row * Shape.Hidden) + first, count);
        ReadOnlySpan<float> before = carried;
        ItemRange visits = Shape.VisitsOf(row, Steps);
        for (int number = visits.Start; number < visits.End; number++)
        {
            int step = Shape.StepOf(row, number);
            int place = Shape.StateAt(step, row) + first;
            RunStep((Shape.StateAt(step - Steps.Start, row) * TCell.Gates) + first, first, before, place);
            before = States.Slice(place, count);
        }

        before.CopyTo(carried);
        for (int step = Math.Max(Steps.Start, Shape.LengthOf(row)); step < Steps.End; step++)
        {
            Outputs.Slice(Shape.StateAt(step, row) + first, count).Clear();
        }
    }

    private readonly void RunStep(int gates, int first, ReadOnlySpan<float> before, int place)
    {
        int lane = 0;
        for (; lane <= before.Length - Vector<float>.Count; lane += Vector<float>.Count)
        {
            Lanes<WholeLanes>(gates + lane, first + lane, before[lane..], place + lane);
        }

        if (lane < before.Length)
        {
            Lanes<PartLanes>(gates + lane, first + lane, before[lane..], place + lane);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Lanes<TAccess>(int gates, int weights, ReadOnlySpan<float> before, int place)
        where TAccess : struct, ILaneAccess
    {
        int count = Math.Min(before.Length, Vector<float>.Count);
        ScanLanes fromInput = ScanMemory.LoadBiased<TAccess>(Gates, Bias, new ScanPlace(gates, Shape.Hidden, TCell.Gates, count), weights);
        ScanLanes own = ScanMemory.Load<TAccess>(Weights, new ScanPlace(weights, Shape.Hidden, TCell.Weights, count));
        Vector<float> old = TAccess.Load(before[..count]);
        Vector<float> after = TCell.State(fromInput, own, old);
        TAccess.Store(after, States.Slice(place, count));
        if (TCell.HasOutput)
        {
            TAccess.Store(TCell.Output(fromInput, own, old, after), Outputs.Slice(place, count));
        }
    }
}
