namespace Recurrent.Kernels.Sequences;

/// <summary>What one step of some of many streams reads and writes.</summary>
internal readonly ref struct StepRowsSpans
{
    /// <summary>The streams to step, no number twice: where their states stand.</summary>
    public required ReadOnlySpan<int> States { get; init; }

    /// <summary>x, [streams, I], in the order of <see cref="States"/>.</summary>
    public required ReadOnlySpan<float> Input { get; init; }

    /// <summary>Receives h, [streams, H], in the order of <see cref="States"/>.</summary>
    public required Span<float> Output { get; init; }

    /// <summary>h of all streams, <see cref="CellStepper.StatePitch"/> apart, zeros beyond H; those stepped are replaced.</summary>
    public required Span<float> Hidden { get; init; }

    /// <summary>c of all streams likewise; empty for cells without it.</summary>
    public required Span<float> Cell { get; init; }

    /// <summary>At least <see cref="CellStepper.RowsScratchLength"/> floats for <see cref="MaximumRows"/>; contents do not matter.</summary>
    public required Span<float> Scratch { get; init; }

    /// <summary>Most streams of a step, for which the scratch memory was made.</summary>
    public required int MaximumRows { get; init; }
}
