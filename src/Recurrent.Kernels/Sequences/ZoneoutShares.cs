namespace Recurrent.Kernels.Sequences;

/// <summary>How much of every state value is new after a step; the rest stays as it was.</summary>
internal readonly ref struct ZoneoutShares
{
    /// <summary>z, the share of values that stay; 0, the default, for a recurrence without zoneout.</summary>
    public float Probability { get; init; }

    /// <summary>For h, 1 where it is new and 0 where it stays, <c>[T, B, H]</c>; empty to take the mean, 1 − z everywhere.</summary>
    public ReadOnlySpan<float> Hidden { get; init; }

    /// <summary>For c, as <see cref="Hidden"/>; empty for cells without it.</summary>
    public ReadOnlySpan<float> Cell { get; init; }

    /// <summary>Checks the lengths.</summary>
    /// <exception cref="ArgumentException">A span has not the length its shape asks for.</exception>
    public void Check(CellLayout layout, SequencePlan plan)
    {
        int length = plan.Time * plan.Batch * layout.HiddenSize;
        SequenceSpans.RequireOptional(Hidden.Length, length, nameof(Hidden));
        SequenceSpans.Require(Cell.Length, layout.HasCellState && !Hidden.IsEmpty ? length : 0, nameof(Cell));
    }
}
