using System.Runtime.CompilerServices;
using Recurrent.Kernels.Memory;
using Recurrent.Kernels.Threading;
using Recurrent.Kernels.Unsafe.Sequences;

namespace Recurrent.Kernels.Sequences;

/// <summary>One recurrence packed for live streams: one row, one step at a time, without allocation.</summary>
/// <remarks>The packed weights are read only, so any number of streams may share one stepper, each with its own state and scratch memory.</remarks>
internal sealed class CellStepper
{
    private readonly AlignedBuffer _weights;

    /// <summary>Packs the weights as they are now.</summary>
    /// <param name="layout">The cell.</param>
    /// <param name="inputWeights">W, [gates · H, I].</param>
    /// <param name="recurrentWeights">R, [gates · H, H].</param>
    /// <param name="inputBias">[gates · H], or empty.</param>
    /// <param name="recurrentBias">[gates · H], or empty.</param>
    /// <exception cref="ArgumentException">A span has not the length its shape asks for.</exception>
    public CellStepper(
        CellLayout layout, ReadOnlySpan<float> inputWeights, ReadOnlySpan<float> recurrentWeights, ReadOnlySpan<float> inputBias, ReadOnlySpan<float> recurrentBias)
    {
        Layout = layout;
        _weights = AlignedBuffer.Allocate(layout.PackedLength);
        PackedCell.Pack(layout, inputWeights, recurrentWeights, inputBias, recurrentBias, _weights.Span);
    }

    public CellLayout Layout { get; }

    /// <summary>The packed cell, for <see cref="SequenceForward.PackedWeights"/>.</summary>
    public ReadOnlySpan<float> PackedWeights => _weights.Span;

    /// <summary>Floats of scratch memory a step needs.</summary>
    public int ScratchLength => StepKernel.ScratchLength(Layout);

    /// <summary>Whether a step is worth more than one thread.</summary>
    public bool IsWorthThreads => StepKernel.Parts(Layout, int.MaxValue) > 1;

    /// <summary>One step; the states are replaced by the new ones.</summary>
    /// <param name="spans">Input, states and scratch memory.</param>
    /// <param name="team">Threads that share a large step's units; the bits do not depend on them.</param>
    /// <exception cref="ArgumentException">A span has not the length it needs.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Step(in StepSpans spans, ThreadTeam team)
    {
        SequenceSpans.Require(spans.Input.Length, Layout.InputSize, nameof(spans.Input));
        SequenceSpans.Require(spans.Hidden.Length, Layout.HiddenSize, nameof(spans.Hidden));
        SequenceSpans.Require(spans.Cell.Length, Layout.HasCellState ? Layout.HiddenSize : 0, nameof(spans.Cell));
        SequenceSpans.RequireAtLeast(spans.Scratch.Length, ScratchLength, nameof(spans.Scratch));
        StepKernel.Run(Layout, _weights.Span, spans, team);
    }
}
