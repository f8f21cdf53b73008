using Recurrent.Kernels.Memory;
using Recurrent.Kernels.Unsafe.Sequences;

namespace Recurrent.Kernels.Sequences;

/// <summary>One recurrence packed for live streams: one row, one step at a time, without allocation and without other threads.</summary>
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
        int gateRows = layout.Gates * layout.HiddenSize;
        SequenceSpans.Require(inputWeights.Length, gateRows * layout.InputSize, nameof(inputWeights));
        SequenceSpans.Require(recurrentWeights.Length, gateRows * layout.HiddenSize, nameof(recurrentWeights));
        SequenceSpans.RequireOptional(inputBias.Length, gateRows, nameof(inputBias));
        SequenceSpans.RequireOptional(recurrentBias.Length, gateRows, nameof(recurrentBias));
        _weights = AlignedBuffer.Allocate(StepKernel.WeightLength(layout));
        StepKernel.Pack(layout, inputWeights, recurrentWeights, inputBias, recurrentBias, _weights.Span);
    }

    public CellLayout Layout { get; }

    /// <summary>Floats of scratch memory a step needs.</summary>
    public int ScratchLength => StepKernel.ScratchLength(Layout);

    /// <summary>One step; the states are replaced by the new ones.</summary>
    /// <param name="input">x, I values.</param>
    /// <param name="hidden">h, H values.</param>
    /// <param name="cell">c, H values; empty for cells without it.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> floats.</param>
    /// <exception cref="ArgumentException">A span has not the length it needs.</exception>
    public void Step(ReadOnlySpan<float> input, Span<float> hidden, Span<float> cell, Span<float> scratch)
    {
        SequenceSpans.Require(input.Length, Layout.InputSize, nameof(input));
        SequenceSpans.Require(hidden.Length, Layout.HiddenSize, nameof(hidden));
        SequenceSpans.Require(cell.Length, Layout.HasCellState ? Layout.HiddenSize : 0, nameof(cell));
        SequenceSpans.RequireAtLeast(scratch.Length, ScratchLength, nameof(scratch));
        StepKernel.Run(Layout, _weights.Span, input, hidden, cell, scratch);
    }
}
