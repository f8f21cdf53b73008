using System.Runtime.CompilerServices;
using Recurrent.Kernels.Threading;
using Recurrent.Kernels.Unsafe.Sequences;

namespace Recurrent.Kernels.Sequences;

/// <summary>
/// The backward pass through time of one direction of one recurrent layer, as far as it is sequential: the gradient of every cell's products
/// and of the initial states. The gradients of weights and input follow from it in <see cref="SequenceGradients"/>.
/// </summary>
internal readonly ref struct SequenceBackward
{
    public required SequencePlan Plan { get; init; }

    public required CellLayout Layout { get; init; }

    public required ForwardMemory Memory { get; init; }

    /// <summary>R, [gates · H, H].</summary>
    public required ReadOnlySpan<float> RecurrentWeights { get; init; }

    /// <summary>As given to the forward pass.</summary>
    public ZoneoutShares Zoneout { get; init; }

    /// <summary>What the forward pass saved.</summary>
    public required ReadOnlySpan<float> Saved { get; init; }

    /// <summary>h of every step, [T, B, H].</summary>
    public required ReadOnlySpan<float> Outputs { get; init; }

    /// <summary>[B, H] as given to the forward pass, or empty.</summary>
    public ReadOnlySpan<float> InitialHidden { get; init; }

    /// <summary>∂L/∂outputs [T, B, H], or empty; what stands at padded steps is not read.</summary>
    public ReadOnlySpan<float> OutputGradient { get; init; }

    /// <summary>∂L/∂(final h) [B, H], or empty.</summary>
    public ReadOnlySpan<float> FinalHiddenGradient { get; init; }

    /// <summary>∂L/∂(final c) [B, H], or empty.</summary>
    public ReadOnlySpan<float> FinalCellGradient { get; init; }

    /// <summary>Work memory, <see cref="WorkLength"/> floats.</summary>
    public required Span<float> Work { get; init; }

    /// <summary>∂L/∂products of every cell in the plan's order, [cells, <see cref="CellLayout.GateGradientPitch"/>].</summary>
    public required Span<float> GateGradient { get; init; }

    /// <summary>∂L/∂(initial h) [B, H], or empty when nobody asks.</summary>
    public Span<float> InitialHiddenGradient { get; init; }

    /// <summary>∂L/∂(initial c) [B, H], or empty when nobody asks.</summary>
    public Span<float> InitialCellGradient { get; init; }

    /// <summary>Floats of work memory.</summary>
    public static int WorkLength(CellLayout layout, SequencePlan plan, bool hasOutputGradient) => checked(
        BackwardJob.Line(layout.PackedTransposedLength)
        + (2 * StateGradient.Length(layout, plan.Batch))
        + (hasOutputGradient && !plan.IsNatural ? plan.Cells * layout.HiddenSize : 0));

    /// <summary>Runs the pass.</summary>
    /// <param name="team">The threads to use.</param>
    /// <exception cref="ArgumentException">A span has not the length its shape asks for.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(ThreadTeam team)
    {
        Check();
        SequenceDriver.Run(this, team);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Check()
    {
        int hidden = Layout.HiddenSize, states = Plan.Batch * hidden;
        SequenceSpans.Require(RecurrentWeights.Length, Layout.Gates * hidden * hidden, nameof(RecurrentWeights));
        SequenceSpans.RequireAtLeast(Saved.Length, Memory.SavedLength, nameof(Saved));
        Zoneout.Check(Layout, Plan);
        SequenceSpans.Require(Outputs.Length, Plan.Time * states, nameof(Outputs));
        SequenceSpans.RequireOptional(InitialHidden.Length, states, nameof(InitialHidden));
        SequenceSpans.RequireOptional(OutputGradient.Length, Plan.Time * states, nameof(OutputGradient));
        SequenceSpans.RequireOptional(FinalHiddenGradient.Length, states, nameof(FinalHiddenGradient));
        SequenceSpans.RequireOptional(FinalCellGradient.Length, states, nameof(FinalCellGradient));
        SequenceSpans.RequireAtLeast(Work.Length, WorkLength(Layout, Plan, !OutputGradient.IsEmpty), nameof(Work));
        SequenceSpans.RequireAtLeast(GateGradient.Length, Plan.Cells * Layout.GateGradientPitch, nameof(GateGradient));
        SequenceSpans.RequireOptional(InitialHiddenGradient.Length, states, nameof(InitialHiddenGradient));
        SequenceSpans.RequireOptional(InitialCellGradient.Length, states, nameof(InitialCellGradient));
    }
}
