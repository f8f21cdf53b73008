using System.Runtime.CompilerServices;
using Recurrent.Kernels.Gemm;
using Recurrent.Kernels.Reduce;
using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Sequences;

/// <summary>The gradients of weights, biases and input from those of all cells' products: large matrix products over all steps at once.</summary>
internal readonly ref struct SequenceGradients
{
    public required SequencePlan Plan { get; init; }

    public required CellLayout Layout { get; init; }

    /// <summary>From <see cref="SequenceBackward"/>, [cells, <see cref="CellLayout.GateGradientPitch"/>].</summary>
    public required ReadOnlySpan<float> GateGradient { get; init; }

    /// <summary>r ⊙ h in the plan's order, [cells, H padded to whole vectors], for cells whose candidate's product reads it.</summary>
    public ReadOnlySpan<float> ResetHidden { get; init; }

    public required ThreadTeam Team { get; init; }

    private int Hidden => Layout.HiddenSize;

    private int Inputs => Layout.InputSize;

    private int Pitch => Layout.GateGradientPitch;

    /// <summary>∂W += or = ∂productsᵀ x.</summary>
    /// <param name="input">x in the plan's order, [cells, I].</param>
    /// <param name="gradient">[gates · H, I].</param>
    /// <param name="mode">Whether to add.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void InputWeights(ReadOnlySpan<float> input, Span<float> gradient, GemmMode mode)
    {
        if (!Layout.HasRecurrentGateGradient)
        {
            MatMul.TN(new GemmShape(Layout.Gates * Hidden, Inputs, Plan.Cells) { LeadingA = Pitch }, GateGradient, input, gradient, mode, Team);
            return;
        }

        // The candidate's input part stands before r and z, but comes last in the weights.
        (Span<float> gates, Span<float> candidate) = Split(gradient, 2 * Hidden * Inputs);
        MatMul.TN(new GemmShape(2 * Hidden, Inputs, Plan.Cells) { LeadingA = Pitch }, Skip(GateGradient, Hidden), input, gates, mode, Team);
        MatMul.TN(new GemmShape(Hidden, Inputs, Plan.Cells) { LeadingA = Pitch }, GateGradient, input, candidate, mode, Team);
    }

    /// <summary>∂R += or = ∂productsᵀ h of the step before.</summary>
    /// <param name="hidden">h in the plan's order, [cells, H].</param>
    /// <param name="initialHidden">The states before the first step in the plan's order, [B, H]; empty for zeros.</param>
    /// <param name="work">As <paramref name="hidden"/> where the plan is not natural; else not used.</param>
    /// <param name="gradient">[gates · H, H].</param>
    /// <param name="mode">Whether to add.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void RecurrentWeights(ReadOnlySpan<float> hidden, ReadOnlySpan<float> initialHidden, Span<float> work, Span<float> gradient, GemmMode mode)
    {
        int started = Plan.Active(0), later = Plan.Cells - started, gateRows = Layout.Gates * Hidden;
        if (Layout.HasResetHidden)
        {
            gateRows -= Hidden;
            (gradient, Span<float> candidate) = Split(gradient, gateRows * Hidden);
            var candidateShape = new GemmShape(Hidden, Hidden, Plan.Cells) { LeadingA = Pitch, LeadingB = Layout.PaddedHiddenSize };
            MatMul.TN(candidateShape, Skip(GateGradient, gateRows), ResetHidden, candidate, mode, Team);
        }

        ReadOnlySpan<float> previous = PreviousHidden(hidden, work);
        bool startsLast = Plan.IsNatural && Plan.IsReverse, hasStart = !initialHidden.IsEmpty && started > 0;
        ReadOnlySpan<float> laterGates = startsLast ? GateGradient : Skip(GateGradient, started * Pitch);
        var shape = new GemmShape(gateRows, Hidden, later) { LeadingA = Pitch };

        // In the order of cells, as everything that sums over them does.
        if (hasStart && !startsLast) RecurrentWeightsOfStart(initialHidden, gradient, shape with { K = started }, mode);
        MatMul.TN(shape, Skip(laterGates, Layout.RecurrentGradientOffset), previous, gradient, hasStart && !startsLast ? GemmMode.Accumulate : mode, Team);
        if (hasStart && startsLast) RecurrentWeightsOfStart(initialHidden, gradient, shape with { K = started }, GemmMode.Accumulate);
    }

    /// <summary>Both weight gradients and the sums of <see cref="SumCells"/> in one go, with the bits that they get one by one.</summary>
    /// <param name="input">x in the plan's order, [cells, I].</param>
    /// <param name="hidden">h in the plan's order, [cells, H].</param>
    /// <param name="initialHidden">The states before the first step in the plan's order, [B, H]; empty for zeros.</param>
    /// <param name="work">As <paramref name="hidden"/> where the plan is not natural; else not used.</param>
    public SharedWeightGradients Shared(ReadOnlySpan<float> input, ReadOnlySpan<float> hidden, ReadOnlySpan<float> initialHidden, Span<float> work) => new()
    {
        Plan = Plan,
        Layout = Layout,
        GateGradient = GateGradient,
        Input = input,
        Hidden = PreviousHidden(hidden, work),
        InitialHidden = initialHidden,
        Team = Team,
    };

    /// <summary>∂x += or = ∂products W.</summary>
    /// <param name="weights">W, [gates · H, I].</param>
    /// <param name="gradient">In the plan's order, [cells, I].</param>
    /// <param name="mode">Whether to add.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Input(ReadOnlySpan<float> weights, Span<float> gradient, GemmMode mode)
    {
        if (!Layout.HasRecurrentGateGradient)
        {
            MatMul.NN(new GemmShape(Plan.Cells, Inputs, Layout.Gates * Hidden) { LeadingA = Pitch }, GateGradient, weights, gradient, mode, Team);
            return;
        }

        MatMul.NN(new GemmShape(Plan.Cells, Inputs, 2 * Hidden) { LeadingA = Pitch }, Skip(GateGradient, Hidden), weights, gradient, mode, Team);
        ReadOnlySpan<float> candidateWeights = weights[(2 * Hidden * Inputs)..];
        MatMul.NN(new GemmShape(Plan.Cells, Inputs, Hidden) { LeadingA = Pitch }, GateGradient, candidateWeights, gradient, GemmMode.Accumulate, Team);
    }

    /// <summary>Sums the products' gradient over all cells.</summary>
    /// <param name="sums">[<see cref="CellLayout.GateGradientColumns"/>], overwritten.</param>
    public void SumCells(Span<float> sums)
    {
        sums.Clear();
        ColumnSums.AddFirst(GateGradient[..(Plan.Cells * Pitch)], Pitch, sums, Team);
    }

    /// <summary>Adds the cells' sum to the gradient of the input bias, [gates · H].</summary>
    public void AddInputBias(ReadOnlySpan<float> sums, Span<float> gradient)
    {
        if (!Layout.HasRecurrentGateGradient)
        {
            Elementwise.Accumulate.Add(sums, gradient);
            return;
        }

        (Span<float> gates, Span<float> candidate) = Split(gradient, 2 * Hidden);
        Elementwise.Accumulate.Add(sums.Slice(Hidden, 2 * Hidden), gates);
        Elementwise.Accumulate.Add(sums[..Hidden], candidate);
    }

    /// <summary>Adds the cells' sum to the gradient of the recurrent bias, [gates · H].</summary>
    public void AddRecurrentBias(ReadOnlySpan<float> sums, Span<float> gradient) =>
        Elementwise.Accumulate.Add(sums.Slice(Layout.RecurrentGradientOffset, gradient.Length), gradient);

    private static ReadOnlySpan<float> Skip(ReadOnlySpan<float> values, int count) => values[Math.Min(count, values.Length)..];

    private static SpanPair Split(Span<float> values, int at) => new(values[..at], values[at..]);

    private void RecurrentWeightsOfStart(ReadOnlySpan<float> initialHidden, Span<float> gradient, GemmShape shape, GemmMode mode)
    {
        ReadOnlySpan<float> firstGates = Skip(GateGradient, (Plan.Offset(0) * Pitch) + Layout.RecurrentGradientOffset);
        MatMul.TN(shape, firstGates, initialHidden, gradient, mode, Team);
    }

    /// <summary>h of the step before for every cell after the first step, in the order of those cells.</summary>
    private ReadOnlySpan<float> PreviousHidden(ReadOnlySpan<float> hidden, Span<float> work) =>
        Plan.IsNatural ? Skip(hidden, Plan.IsReverse ? Plan.Active(0) * Hidden : 0) : ShiftByOneStep(hidden, work);

    /// <summary>h of the step before for every cell after the first step; the packed order leaves no other way than to copy.</summary>
    private ReadOnlySpan<float> ShiftByOneStep(ReadOnlySpan<float> hidden, Span<float> work)
    {
        Span<float> shifted = work[..((Plan.Cells - Plan.Active(0)) * Hidden)];
        new HiddenShift { Plan = Plan, Hidden = hidden, Shifted = shifted, Width = Hidden }.Run(Team);
        return shifted;
    }

    private readonly ref struct SpanPair(Span<float> first, Span<float> second)
    {
        private readonly Span<float> _first = first;
        private readonly Span<float> _second = second;

        public void Deconstruct(out Span<float> first, out Span<float> second)
        {
            first = _first;
            second = _second;
        }
    }
}
