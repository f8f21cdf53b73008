namespace Recurrent.Kernels.Sequences;

/// <summary>The weights of one recurrence as a cell keeps them.</summary>
internal readonly ref struct StepWeights
{
    /// <summary>W, [gates · H, I].</summary>
    public required ReadOnlySpan<float> Input { get; init; }

    /// <summary>R, [gates · H, H].</summary>
    public required ReadOnlySpan<float> Recurrent { get; init; }

    /// <summary>[gates · H], or empty.</summary>
    public ReadOnlySpan<float> InputBias { get; init; }

    /// <summary>[gates · H], or empty.</summary>
    public ReadOnlySpan<float> RecurrentBias { get; init; }

    /// <summary>Refuses spans whose lengths do not fit a cell.</summary>
    /// <exception cref="ArgumentException">A span has not the length its shape asks for.</exception>
    public void Check(CellLayout layout)
    {
        int gateRows = layout.Gates * layout.HiddenSize;
        SequenceSpans.Require(Input.Length, gateRows * layout.InputSize, nameof(Input));
        SequenceSpans.Require(Recurrent.Length, gateRows * layout.HiddenSize, nameof(Recurrent));
        SequenceSpans.RequireOptional(InputBias.Length, gateRows, nameof(InputBias));
        SequenceSpans.RequireOptional(RecurrentBias.Length, gateRows, nameof(RecurrentBias));
    }
}
