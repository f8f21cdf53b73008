using Recurrent.Kernels.Unsafe.Sequences;

namespace Recurrent.Kernels.Sequences;

/// <summary>Packs the weights of a cell once for many passes or steps.</summary>
internal static class PackedCell
{
    /// <summary>Writes a packed cell, for <see cref="SequenceForward.PackedWeights"/>.</summary>
    /// <param name="layout">The cell.</param>
    /// <param name="inputWeights">W, [gates · H, I].</param>
    /// <param name="recurrentWeights">R, [gates · H, H].</param>
    /// <param name="inputBias">[gates · H], or empty.</param>
    /// <param name="recurrentBias">[gates · H], or empty.</param>
    /// <param name="destination"><see cref="CellLayout.PackedLength"/> floats.</param>
    /// <exception cref="ArgumentException">A span has not the length its shape asks for.</exception>
    public static void Pack(
        CellLayout layout,
        ReadOnlySpan<float> inputWeights,
        ReadOnlySpan<float> recurrentWeights,
        ReadOnlySpan<float> inputBias,
        ReadOnlySpan<float> recurrentBias,
        Span<float> destination)
    {
        int gateRows = layout.Gates * layout.HiddenSize;
        SequenceSpans.Require(inputWeights.Length, gateRows * layout.InputSize, nameof(inputWeights));
        SequenceSpans.Require(recurrentWeights.Length, gateRows * layout.HiddenSize, nameof(recurrentWeights));
        SequenceSpans.RequireOptional(inputBias.Length, gateRows, nameof(inputBias));
        SequenceSpans.RequireOptional(recurrentBias.Length, gateRows, nameof(recurrentBias));
        SequenceSpans.RequireAtLeast(destination.Length, layout.PackedLength, nameof(destination));
        StepKernel.Pack(layout, inputWeights, recurrentWeights, inputBias, recurrentBias, destination);
    }
}
