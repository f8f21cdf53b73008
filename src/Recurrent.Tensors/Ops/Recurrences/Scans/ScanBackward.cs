using System.Numerics;
using System.Runtime.CompilerServices;
using Recurrent.Kernels.Threading;
using Recurrent.Tensors.Threading;

namespace Recurrent.Tensors.Ops.Recurrences.Scans;

/// <summary>The backward pass: every item goes back through time by itself. Of what needs no gradient the span is empty.</summary>
internal ref struct ScanBackward<TCell> : IRangeJob
    where TCell : struct, IScanCell
{
    public required ScanShape Shape { get; init; }

    /// <summary>The steps of this run.</summary>
    public required ItemRange Steps { get; init; }

    /// <summary>Of these steps only, <c>[steps, B, G·H]</c>.</summary>
    public required ReadOnlySpan<float> Gates { get; init; }

    /// <summary>Added to the gates, <c>[G·H]</c>; empty for nothing.</summary>
    public required ReadOnlySpan<float> Bias { get; init; }

    public required ReadOnlySpan<float> Weights { get; init; }

    public required ReadOnlySpan<float> Initial { get; init; }

    public required ReadOnlySpan<float> States { get; init; }

    /// <summary>Arriving at the outputs, <c>[T, B, H]</c>; empty when none does.</summary>
    public required ReadOnlySpan<float> OutputGradient { get; init; }

    /// <summary>Of these steps only, as the gates.</summary>
    public required Span<float> GateGradient { get; init; }

    /// <summary>Whether the gradient of the gates is written instead of added to.</summary>
    public required bool IsFresh { get; init; }

    /// <summary><c>[B, W, H]</c>, a sum a row, zero before.</summary>
    public required Span<float> WeightSums { get; init; }

    /// <summary><c>[B, G·H]</c>, a sum a row, zero before.</summary>
    public required Span<float> BiasSums { get; init; }

    /// <summary>Arriving at the state after these steps, <c>[B, H]</c>, replaced by what arrives at the state before them.</summary>
    public required Span<float> Carry { get; init; }

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
        Span<float> zeros = stackalloc float[ScanShape.LongestStrip];
        int own = (row * Shape.Hidden) + first;
        Span<float> carry = Carry.Slice(own, count);
        ItemRange visits = Shape.VisitsOf(row, Steps);
        for (int number = visits.End - 1; number >= visits.Start; number--)
        {
            int step = Shape.StepOf(row, number);
            int place = Shape.StateAt(step, row) + first;
            ReadOnlySpan<float> before = zeros[..count];
            if (number > 0)
            {
                before = States.Slice(Shape.StateAt(Shape.StepOf(row, number - 1), row) + first, count);
            }
            else if (!Initial.IsEmpty)
            {
                before = Initial.Slice(own, count);
            }

            int gates = (Shape.StateAt(step - Steps.Start, row) * TCell.Gates) + first;
            RunStep(new StepPlace(row, first, place, gates), before, OutputGradient.IsEmpty ? zeros[..count] : OutputGradient.Slice(place, count), carry);
        }

        ClearPadding(row, first, count);
    }

    private readonly void ClearPadding(int row, int first, int count)
    {
        if (!IsFresh || GateGradient.IsEmpty)
        {
            return;
        }

        for (int step = Math.Max(Steps.Start, Shape.LengthOf(row)); step < Steps.End; step++)
        {
            for (int gate = 0; gate < TCell.Gates; gate++)
            {
                GateGradient.Slice((Shape.StateAt(step - Steps.Start, row) * TCell.Gates) + (gate * Shape.Hidden) + first, count).Clear();
            }
        }
    }

    private readonly void RunStep(StepPlace place, ReadOnlySpan<float> before, ReadOnlySpan<float> arriving, Span<float> carry)
    {
        int lane = 0;
        for (; lane <= carry.Length - Vector<float>.Count; lane += Vector<float>.Count)
        {
            Lanes<WholeLanes>(place.At(lane), before[lane..], arriving[lane..], carry.Slice(lane, Vector<float>.Count));
        }

        if (lane < carry.Length)
        {
            Lanes<PartLanes>(place.At(lane), before[lane..], arriving[lane..], carry[lane..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Lanes<TAccess>(StepPlace place, ReadOnlySpan<float> before, ReadOnlySpan<float> arriving, Span<float> carry)
        where TAccess : struct, ILaneAccess
    {
        int count = carry.Length;
        var gatePlace = new ScanPlace(place.Gates, Shape.Hidden, TCell.Gates, count);
        Vector<float> carried = TAccess.Load(carry), output = TAccess.Load(arriving[..count]);
        var step = new ScanStep(
            ScanMemory.LoadBiased<TAccess>(Gates, Bias, gatePlace, place.Lane),
            ScanMemory.Load<TAccess>(Weights, new ScanPlace(place.Lane, Shape.Hidden, TCell.Weights, count)),
            TAccess.Load(before[..count]),
            TAccess.Load(States.Slice(place.State, count)),
            TCell.HasOutput ? carried : carried + output,
            output);
        TAccess.Store(TCell.Backward(step, out ScanLanes gateGradient, out ScanLanes weightGradient), carry);
        if (!GateGradient.IsEmpty)
        {
            ScanMemory.Store<TAccess>(gateGradient, GateGradient, gatePlace, IsFresh);
        }

        if (!BiasSums.IsEmpty)
        {
            ScanMemory.Store<TAccess>(gateGradient, BiasSums, gatePlace with { Start = (place.Row * TCell.Gates * Shape.Hidden) + place.Lane }, overwrite: false);
        }

        if (TCell.Weights > 0 && !WeightSums.IsEmpty)
        {
            ScanMemory.Store<TAccess>(
                weightGradient, WeightSums, new ScanPlace((place.Row * TCell.Weights * Shape.Hidden) + place.Lane, Shape.Hidden, TCell.Weights, count), overwrite: false);
        }
    }

    /// <summary>Where a step's lanes stand.</summary>
    /// <param name="Row">The row.</param>
    /// <param name="Lane">The first lane within H.</param>
    /// <param name="State">The first lane within <c>[T, B, H]</c>.</param>
    /// <param name="Gates">The first lane's first gate within <c>[steps, B, G·H]</c>.</param>
    private readonly record struct StepPlace(int Row, int Lane, int State, int Gates)
    {
        public StepPlace At(int lane) => new(Row, Lane + lane, State + lane, Gates + lane);
    }
}
