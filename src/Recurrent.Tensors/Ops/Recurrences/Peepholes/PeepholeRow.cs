using System.Numerics;
using System.Runtime.CompilerServices;
using Recurrent.Tensors.Ops.Elementwise;
using Recurrent.Tensors.Ops.Recurrences.Scans;

namespace Recurrent.Tensors.Ops.Recurrences.Peepholes;

/// <summary>One step of one row of an LSTM with peepholes, behind its products; blocks of H values stand in the order i f g o, peepholes in the order i f o.</summary>
internal static class PeepholeRow
{
    /// <summary>Gates, cell and hidden state.</summary>
    /// <param name="peepholes"><c>[3, H]</c>.</param>
    /// <param name="gates"><c>[4, H]</c>: the products, replaced by the gates.</param>
    /// <param name="cell">c, replaced.</param>
    /// <param name="hidden">Receives h.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Activate(ReadOnlySpan<float> peepholes, Span<float> gates, Span<float> cell, Span<float> hidden)
    {
        int lane = 0;
        for (; lane <= cell.Length - Vector<float>.Count; lane += Vector<float>.Count)
        {
            ActivateLanes<WholeLanes>(peepholes, gates, cell.Slice(lane, Vector<float>.Count), hidden.Slice(lane, Vector<float>.Count), new Lane(lane, cell.Length));
        }

        if (lane < cell.Length)
        {
            ActivateLanes<PartLanes>(peepholes, gates, cell[lane..], hidden[lane..], new Lane(lane, cell.Length));
        }
    }

    /// <summary>Gradients of the products and of the cell before.</summary>
    /// <param name="row">What the step knows.</param>
    /// <param name="cell">δc after the step, replaced by that before it but for what the products pass on.</param>
    /// <param name="products">Receives the gradient of the products, <c>[4, H]</c>.</param>
    /// <param name="peepholes">Gradient of the peepholes, <c>[3, H]</c>, added to.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Differentiate(in PeepholeStep row, Span<float> cell, Span<float> products, Span<float> peepholes)
    {
        int lane = 0;
        for (; lane <= cell.Length - Vector<float>.Count; lane += Vector<float>.Count)
        {
            DifferentiateLanes<WholeLanes>(row, cell.Slice(lane, Vector<float>.Count), products, peepholes, new Lane(lane, cell.Length));
        }

        if (lane < cell.Length)
        {
            DifferentiateLanes<PartLanes>(row, cell[lane..], products, peepholes, new Lane(lane, cell.Length));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ActivateLanes<TAccess>(ReadOnlySpan<float> peepholes, Span<float> gates, Span<float> cell, Span<float> hidden, Lane lane)
        where TAccess : struct, ILaneAccess
    {
        ScanLanes sums = ScanMemory.Load<TAccess>(gates, lane.Place(4, cell.Length)), looks = ScanMemory.Load<TAccess>(peepholes, lane.Place(3, cell.Length));
        Vector<float> before = TAccess.Load(cell);
        Vector<float> input = Lanes.Sigmoid(sums.First + (looks.First * before)), forget = Lanes.Sigmoid(sums.Second + (looks.Second * before));
        Vector<float> candidate = Lanes.Tanh(sums.Third);
        Vector<float> after = (forget * before) + (input * candidate);
        Vector<float> output = Lanes.Sigmoid(sums.Fourth + (looks.Third * after));
        ScanMemory.Store<TAccess>(new ScanLanes(input, forget, candidate, output), gates, lane.Place(4, cell.Length), overwrite: true);
        TAccess.Store(after, cell);
        TAccess.Store(output * Lanes.Tanh(after), hidden);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void DifferentiateLanes<TAccess>(in PeepholeStep row, Span<float> cell, Span<float> products, Span<float> peepholes, Lane lane)
        where TAccess : struct, ILaneAccess
    {
        int count = cell.Length;
        ScanLanes gates = ScanMemory.Load<TAccess>(row.Gates, lane.Place(4, count)), looks = ScanMemory.Load<TAccess>(row.Peepholes, lane.Place(3, count));
        Vector<float> before = TAccess.Load(row.CellBefore.Slice(lane.First, count)), toHidden = TAccess.Load(row.HiddenGradient.Slice(lane.First, count));
        Vector<float> one = Vector<float>.One, after = (gates.Second * before) + (gates.First * gates.Third), squashed = Lanes.Tanh(after);
        Vector<float> output = toHidden * squashed * gates.Fourth * (one - gates.Fourth);
        Vector<float> toCell = TAccess.Load(cell) + (toHidden * gates.Fourth * (one - (squashed * squashed))) + (output * looks.Third);
        Vector<float> input = toCell * gates.Third * gates.First * (one - gates.First), forget = toCell * before * gates.Second * (one - gates.Second);
        Vector<float> candidate = toCell * gates.First * (one - (gates.Third * gates.Third));
        ScanMemory.Store<TAccess>(new ScanLanes(input, forget, candidate, output), products, lane.Place(4, count), overwrite: true);
        ScanMemory.Store<TAccess>(new ScanLanes(input * before, forget * before, output * after), peepholes, lane.Place(3, count), overwrite: false);
        TAccess.Store((toCell * gates.Second) + (input * looks.First) + (forget * looks.Second), cell);
    }

    /// <summary>Where lanes stand in a block.</summary>
    /// <param name="First">The first value.</param>
    /// <param name="Width">H.</param>
    private readonly record struct Lane(int First, int Width)
    {
        public ScanPlace Place(int blocks, int count) => new(First, Width, blocks, count);
    }
}
