using Recurrent.Kernels.Unsafe.Sequences;

namespace Recurrent.Kernels.Sequences;

/// <summary>Packs the weights of a cell once for many passes.</summary>
internal static class PackedCell
{
    /// <summary>Writes a packed cell, for <see cref="SequenceForward.PackedWeights"/>.</summary>
    /// <param name="layout">The cell.</param>
    /// <param name="weights">Matrices and biases.</param>
    /// <param name="destination"><see cref="CellLayout.PackedLength"/> floats.</param>
    /// <exception cref="ArgumentException">A span has not the length its shape asks for.</exception>
    public static void Pack(CellLayout layout, in StepWeights weights, Span<float> destination)
    {
        weights.Check(layout);
        SequenceSpans.RequireAtLeast(destination.Length, layout.PackedLength, nameof(destination));
        StepKernel.Pack(new StepLayout(layout, StepPrecision.Single), weights, destination);
    }
}
