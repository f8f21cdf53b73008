namespace Recurrent.TimeSeries.Backtesting;

/// <summary>The earliest part of a series: the only one scalers and models may learn from.</summary>
public readonly struct TrainingPart : IEquatable<TrainingPart>
{
    private readonly SeriesPart _part;

    internal TrainingPart(SeriesPart part) => _part = part;

    /// <summary>Id of the series.</summary>
    public string Id => _part.Id ?? "";

    /// <summary>Values in time order. [T]</summary>
    public ReadOnlySpan<double> Values => _part.Memory.Span;

    /// <summary>The same values for storage. [T]</summary>
    public ReadOnlyMemory<double> Memory => _part.Memory;

    /// <summary>Stamps, beginning at the first value of this part.</summary>
    public TimeAxis Times => _part.Times ?? TimeAxis.RowNumbers;

    /// <summary>Number of values T.</summary>
    public int Length => _part.Memory.Length;

    /// <summary>Whether both parts are the same stretch of the same series.</summary>
    /// <param name="left">One part.</param>
    /// <param name="right">Another part.</param>
    /// <returns>True for the same stretch.</returns>
    public static bool operator ==(TrainingPart left, TrainingPart right) => left.Equals(right);

    /// <summary>Whether the parts differ.</summary>
    /// <param name="left">One part.</param>
    /// <param name="right">Another part.</param>
    /// <returns>True when they differ.</returns>
    public static bool operator !=(TrainingPart left, TrainingPart right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(TrainingPart other) => _part.Equals(other._part);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TrainingPart other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _part.GetHashCode();
}
