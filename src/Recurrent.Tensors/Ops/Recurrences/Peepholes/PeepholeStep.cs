namespace Recurrent.Tensors.Ops.Recurrences.Peepholes;

/// <summary>What the backward pass of one step of one row knows.</summary>
internal readonly ref struct PeepholeStep
{
    /// <summary><c>[3, H]</c>, i f o.</summary>
    public required ReadOnlySpan<float> Peepholes { get; init; }

    /// <summary><c>[4, H]</c>, i f g o.</summary>
    public required ReadOnlySpan<float> Gates { get; init; }

    /// <summary>c before the step, H values.</summary>
    public required ReadOnlySpan<float> CellBefore { get; init; }

    /// <summary>All that arrives at h after the step, H values.</summary>
    public required ReadOnlySpan<float> HiddenGradient { get; init; }
}
