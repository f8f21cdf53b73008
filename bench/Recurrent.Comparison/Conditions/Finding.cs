namespace Recurrent.Comparison.Conditions;

/// <summary>One figure of a condition and what it must be.</summary>
/// <param name="Condition">The condition's short name, for <c>--case</c>.</param>
/// <param name="Name">What was measured, and on which case.</param>
/// <param name="Figure">What came out.</param>
/// <param name="Unit">How to read the figure.</param>
internal sealed record Finding(string Condition, string Name, double Figure, FigureUnit Unit)
{
    /// <summary>The figure must be at least this; null for no lower limit.</summary>
    public double? AtLeast { get; init; }

    /// <summary>The figure must be at most this; null for no upper limit.</summary>
    public double? AtMost { get; init; }

    /// <summary>Whether there is a limit at all; a figure without one stands for information.</summary>
    public bool HasMust => AtLeast is not null || AtMost is not null;

    /// <summary>Whether the figure as measured, not as printed, is within its limits; NaN is not.</summary>
    public bool IsMet => (AtLeast is null || Figure >= AtLeast) && (AtMost is null || Figure <= AtMost);
}
