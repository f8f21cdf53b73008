using System.Numerics;
using System.Runtime.CompilerServices;
using Recurrent.Tensors.Threading;

namespace Recurrent.Tensors.Ops.Recurrences.Scans;

/// <summary>The forward pass of s_t = λ ⊙ s_{t−1} + γ ⊙ u_t in complex numbers: every item goes through time by itself.</summary>
/// <remarks>Real parts of a row stand before its imaginary parts.</remarks>
internal ref struct ComplexScanForward : IRangeJob
{
    public required ScanShape Shape { get; init; }

    /// <summary>u, <c>[T, B, 2N]</c>.</summary>
    public required ReadOnlySpan<float> Input { get; init; }

    /// <summary>Re λ, Im λ and γ, <c>[3, N]</c>.</summary>
    public required ReadOnlySpan<float> Factors { get; init; }

    /// <summary><c>[B, 2N]</c>; empty for zeros.</summary>
    public required ReadOnlySpan<float> Initial { get; init; }

    /// <summary>s, <c>[T, B, 2N]</c>.</summary>
    public required Span<float> States { get; init; }

    /// <summary><c>[B, 2N]</c>, the state after the last valid step.</summary>
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
        Span<float> before = stackalloc float[2 * ScanShape.LongestStrip];
        Span<float> real = before[..count], imaginary = before.Slice(ScanShape.LongestStrip, count);
        int own = (2 * row * Shape.Hidden) + first;
        if (!Initial.IsEmpty)
        {
            Initial.Slice(own, count).CopyTo(real);
            Initial.Slice(own + Shape.Hidden, count).CopyTo(imaginary);
        }

        int length = Shape.LengthOf(row);
        for (int number = 0; number < length; number++)
        {
            RunStep((2 * Shape.StateAt(Shape.StepOf(row, number), row)) + first, first, real, imaginary);
        }

        real.CopyTo(Final[own..]);
        imaginary.CopyTo(Final[(own + Shape.Hidden)..]);
        for (int step = length; step < Shape.Time; step++)
        {
            int place = (2 * Shape.StateAt(step, row)) + first;
            States.Slice(place, count).Clear();
            States.Slice(place + Shape.Hidden, count).Clear();
        }
    }

    private readonly void RunStep(int place, int first, Span<float> real, Span<float> imaginary)
    {
        int lane = 0;
        for (; lane <= real.Length - Vector<float>.Count; lane += Vector<float>.Count)
        {
            Lanes<WholeLanes>(place + lane, first + lane, real.Slice(lane, Vector<float>.Count), imaginary[lane..]);
        }

        if (lane < real.Length)
        {
            Lanes<PartLanes>(place + lane, first + lane, real[lane..], imaginary[lane..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Lanes<TAccess>(int place, int first, Span<float> real, Span<float> imaginary)
        where TAccess : struct, ILaneAccess
    {
        int count = real.Length;
        ScanLanes factors = ScanMemory.Load<TAccess>(Factors, new ScanPlace(first, Shape.Hidden, 3, count));
        ScanLanes input = ScanMemory.Load<TAccess>(Input, new ScanPlace(place, Shape.Hidden, 2, count));
        Vector<float> oldReal = TAccess.Load(real), oldImaginary = TAccess.Load(imaginary[..count]);
        Vector<float> newReal = (factors.First * oldReal) - (factors.Second * oldImaginary) + (factors.Third * input.First);
        Vector<float> newImaginary = (factors.First * oldImaginary) + (factors.Second * oldReal) + (factors.Third * input.Second);
        TAccess.Store(newReal, real);
        TAccess.Store(newImaginary, imaginary[..count]);
        ScanMemory.Store<TAccess>(new ScanLanes(newReal, newImaginary), States, new ScanPlace(place, Shape.Hidden, 2, count), overwrite: true);
    }
}
