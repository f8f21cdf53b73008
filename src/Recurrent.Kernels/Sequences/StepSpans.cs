namespace Recurrent.Kernels.Sequences;

/// <summary>What one step of one row reads and writes.</summary>
internal readonly ref struct StepSpans
{
    /// <summary>x, I values.</summary>
    public required ReadOnlySpan<float> Input { get; init; }

    /// <summary>h, H values, replaced by the new state.</summary>
    public required Span<float> Hidden { get; init; }

    /// <summary>c, H values, replaced by the new state; empty for cells without it.</summary>
    public required Span<float> Cell { get; init; }

    /// <summary>At least <see cref="CellStepper.ScratchLength"/> floats; contents do not matter.</summary>
    public required Span<float> Scratch { get; init; }
}
