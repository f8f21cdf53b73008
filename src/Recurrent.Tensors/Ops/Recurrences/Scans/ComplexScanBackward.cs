using System.Numerics;
using System.Runtime.CompilerServices;
using Recurrent.Tensors.Threading;

namespace Recurrent.Tensors.Ops.Recurrences.Scans;

/// <summary>The backward pass of <see cref="ComplexScanForward"/>. Of what needs no gradient the span is empty.</summary>
/// <remarks>
/// With g_t = ∂s_t + λ̄ ⊙ g_{t+1} (a bar conjugates): ∂u_t = γ ⊙ g_t, ∂γ = Σ Re(g_t ⊙ ū_t), ∂λ = Σ g_t ⊙ s̄_{t−1}, real and imaginary part of a
/// gradient being the derivatives by real and imaginary part.
/// </remarks>
internal ref struct ComplexScanBackward : IRangeJob
{
    public required ScanShape Shape { get; init; }

    public required ReadOnlySpan<float> Input { get; init; }

    public required ReadOnlySpan<float> Factors { get; init; }

    public required ReadOnlySpan<float> Initial { get; init; }

    public required ReadOnlySpan<float> States { get; init; }

    /// <summary>Arriving at the states, <c>[T, B, 2N]</c>; empty when none does.</summary>
    public required ReadOnlySpan<float> StateGradient { get; init; }

    /// <summary>Arriving at the final states, <c>[B, 2N]</c>; empty when none does.</summary>
    public required ReadOnlySpan<float> FinalGradient { get; init; }

    public required Span<float> InputGradient { get; init; }

    /// <summary>Whether the gradient of the input is written instead of added to.</summary>
    public required bool IsFresh { get; init; }

    /// <summary>Of Re λ, Im λ and γ, <c>[B, 3, N]</c>, a sum a row, zero before.</summary>
    public required Span<float> FactorSums { get; init; }

    /// <summary><c>[B, 2N]</c>, written.</summary>
    public required Span<float> InitialGradient { get; init; }

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
        Span<float> carry = stackalloc float[2 * ScanShape.LongestStrip];
        Span<float> zeros = stackalloc float[ScanShape.LongestStrip];
        Span<float> real = carry[..count], imaginary = carry.Slice(ScanShape.LongestStrip, count);
        int own = (2 * row * Shape.Hidden) + first;
        if (!FinalGradient.IsEmpty)
        {
            FinalGradient.Slice(own, count).CopyTo(real);
            FinalGradient.Slice(own + Shape.Hidden, count).CopyTo(imaginary);
        }

        for (int number = Shape.LengthOf(row) - 1; number >= 0; number--)
        {
            ReadOnlySpan<float> before = number > 0
                ? States[((2 * Shape.StateAt(Shape.StepOf(row, number - 1), row)) + first)..]
                : Initial.IsEmpty ? [] : Initial[own..];
            var memory = new Before(
                before.IsEmpty ? zeros[..count] : before[..count], before.IsEmpty ? zeros[..count] : before.Slice(Shape.Hidden, count));
            RunStep(new Place(row, first, (2 * Shape.StateAt(Shape.StepOf(row, number), row)) + first), memory, real, imaginary);
        }

        if (!InitialGradient.IsEmpty)
        {
            real.CopyTo(InitialGradient[own..]);
            imaginary.CopyTo(InitialGradient[(own + Shape.Hidden)..]);
        }

        ClearPadding(item);
    }

    private readonly void ClearPadding(ScanItem item)
    {
        for (int step = Shape.LengthOf(item.Row); IsFresh && !InputGradient.IsEmpty && step < Shape.Time; step++)
        {
            int place = (2 * Shape.StateAt(step, item.Row)) + item.First;
            InputGradient.Slice(place, item.Count).Clear();
            InputGradient.Slice(place + Shape.Hidden, item.Count).Clear();
        }
    }

    private readonly void RunStep(Place place, Before before, Span<float> real, Span<float> imaginary)
    {
        int lane = 0;
        for (; lane <= real.Length - Vector<float>.Count; lane += Vector<float>.Count)
        {
            Lanes<WholeLanes>(place.At(lane), before.From(lane), real.Slice(lane, Vector<float>.Count), imaginary[lane..]);
        }

        if (lane < real.Length)
        {
            Lanes<PartLanes>(place.At(lane), before.From(lane), real[lane..], imaginary[lane..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Lanes<TAccess>(Place place, Before before, Span<float> real, Span<float> imaginary)
        where TAccess : struct, ILaneAccess
    {
        int count = real.Length;
        var pair = new ScanPlace(place.State, Shape.Hidden, 2, count);
        ScanLanes factors = ScanMemory.Load<TAccess>(Factors, new ScanPlace(place.Lane, Shape.Hidden, 3, count));
        ScanLanes arriving = StateGradient.IsEmpty ? default : ScanMemory.Load<TAccess>(StateGradient, pair);
        Vector<float> toReal = TAccess.Load(real) + arriving.First, toImaginary = TAccess.Load(imaginary[..count]) + arriving.Second;
        if (!FactorSums.IsEmpty)
        {
            ScanLanes input = ScanMemory.Load<TAccess>(Input, pair);
            Vector<float> oldReal = TAccess.Load(before.Real[..count]), oldImaginary = TAccess.Load(before.Imaginary[..count]);
            var sums = new ScanLanes(
                (toReal * oldReal) + (toImaginary * oldImaginary), (toImaginary * oldReal) - (toReal * oldImaginary), (toReal * input.First) + (toImaginary * input.Second));
            ScanMemory.Store<TAccess>(sums, FactorSums, new ScanPlace((place.Row * 3 * Shape.Hidden) + place.Lane, Shape.Hidden, 3, count), overwrite: false);
        }

        if (!InputGradient.IsEmpty)
        {
            ScanMemory.Store<TAccess>(new ScanLanes(factors.Third * toReal, factors.Third * toImaginary), InputGradient, pair, IsFresh);
        }

        TAccess.Store((factors.First * toReal) + (factors.Second * toImaginary), real);
        TAccess.Store((factors.First * toImaginary) - (factors.Second * toReal), imaginary[..count]);
    }

    /// <summary>Where a step's lanes stand.</summary>
    /// <param name="Row">The row.</param>
    /// <param name="Lane">The first lane within N.</param>
    /// <param name="State">The first lane's real part within <c>[T, B, 2N]</c>.</param>
    private readonly record struct Place(int Row, int Lane, int State)
    {
        public Place At(int lane) => new(Row, Lane + lane, State + lane);
    }

    /// <summary>The state before the step.</summary>
    private readonly ref struct Before(ReadOnlySpan<float> real, ReadOnlySpan<float> imaginary)
    {
        public readonly ReadOnlySpan<float> Real = real;
        public readonly ReadOnlySpan<float> Imaginary = imaginary;

        public Before From(int lane) => new(Real[lane..], Imaginary[lane..]);
    }
}
