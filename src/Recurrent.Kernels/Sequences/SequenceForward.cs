using System.Runtime.CompilerServices;
using Recurrent.Kernels.Threading;
using Recurrent.Kernels.Unsafe.Sequences;

namespace Recurrent.Kernels.Sequences;

/// <summary>The forward pass of one direction of one recurrent layer.</summary>
/// <remarks>
/// A panel of units at a time: W x, then R h on top of it, then the gate equations while the products are in the first-level cache. With few
/// rows, or weights too large to be read again at every step, W x is computed for several steps at once. <see cref="SequenceSplit"/> says what
/// each thread owns.
/// </remarks>
internal readonly ref struct SequenceForward
{
    public required SequencePlan Plan { get; init; }

    public required CellLayout Layout { get; init; }

    public required ForwardMemory Memory { get; init; }

    /// <summary>x, [T, B, I].</summary>
    public required ReadOnlySpan<float> Input { get; init; }

    /// <summary>The weights as <see cref="CellStepper"/> packed them, when <see cref="ForwardMemory.HasPackedWeights"/>; else empty.</summary>
    public ReadOnlySpan<float> PackedWeights { get; init; }

    /// <summary>W, [gates · H, I].</summary>
    public required ReadOnlySpan<float> InputWeights { get; init; }

    /// <summary>R, [gates · H, H].</summary>
    public required ReadOnlySpan<float> RecurrentWeights { get; init; }

    /// <summary>[gates · H], or empty.</summary>
    public ReadOnlySpan<float> InputBias { get; init; }

    /// <summary>[gates · H], or empty.</summary>
    public ReadOnlySpan<float> RecurrentBias { get; init; }

    /// <summary>[B, H], or empty for zeros.</summary>
    public ReadOnlySpan<float> InitialHidden { get; init; }

    /// <summary>[B, H], or empty for zeros.</summary>
    public ReadOnlySpan<float> InitialCell { get; init; }

    /// <summary>Which state values stay as they were.</summary>
    public ZoneoutShares Zoneout { get; init; }

    /// <summary>What the backward pass reads; <see cref="ForwardMemory.SavedLength"/> floats.</summary>
    public required Span<float> Saved { get; init; }

    /// <summary><see cref="ForwardMemory.WorkLength"/> floats.</summary>
    public required Span<float> Work { get; init; }

    /// <summary>h of every step, [T, B, H]; zeros in the padding.</summary>
    public required Span<float> Outputs { get; init; }

    /// <summary>h after each row's last step, [B, H].</summary>
    public required Span<float> FinalHidden { get; init; }

    /// <summary>c after each row's last step, [B, H]; empty for cells without it.</summary>
    public Span<float> FinalCell { get; init; }

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
        int hidden = Layout.HiddenSize, gateRows = Layout.Gates * hidden, states = Plan.Batch * hidden;
        SequenceSpans.Require(Input.Length, Plan.Time * Plan.Batch * Layout.InputSize, nameof(Input));
        SequenceSpans.Require(InputWeights.Length, gateRows * Layout.InputSize, nameof(InputWeights));
        SequenceSpans.Require(RecurrentWeights.Length, gateRows * hidden, nameof(RecurrentWeights));
        SequenceSpans.Require(PackedWeights.Length, Memory.HasPackedWeights ? Layout.PackedLength : 0, nameof(PackedWeights));
        SequenceSpans.RequireOptional(InputBias.Length, gateRows, nameof(InputBias));
        SequenceSpans.RequireOptional(RecurrentBias.Length, gateRows, nameof(RecurrentBias));
        SequenceSpans.RequireOptional(InitialHidden.Length, states, nameof(InitialHidden));
        SequenceSpans.RequireOptional(InitialCell.Length, states, nameof(InitialCell));
        SequenceSpans.RequireAtLeast(Saved.Length, Memory.SavedLength, nameof(Saved));
        SequenceSpans.RequireAtLeast(Work.Length, Memory.WorkLength, nameof(Work));
        SequenceSpans.Require(Outputs.Length, Plan.Time * states, nameof(Outputs));
        SequenceSpans.Require(FinalHidden.Length, states, nameof(FinalHidden));
        Zoneout.Check(Layout, Plan);
        SequenceSpans.Require(FinalCell.Length, Layout.HasCellState ? states : 0, nameof(FinalCell));
    }
}
