namespace Recurrent.TimeSeries.Backtesting;

/// <summary>The part behind the training part: for stopping early and choosing settings.</summary>
public readonly struct ValidationPart : IEquatable<ValidationPart>
{
    private readonly SeriesPart _part;

    internal ValidationPart(SeriesPart part) => _part = part;

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
    public static bool operator ==(ValidationPart left, ValidationPart right) => left.Equals(right);

    /// <summary>Whether the parts differ.</summary>
    /// <param name="left">One part.</param>
    /// <param name="right">Another part.</param>
    /// <returns>True when they differ.</returns>
    public static bool operator !=(ValidationPart left, ValidationPart right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(ValidationPart other) => _part.Equals(other._part);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ValidationPart other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _part.GetHashCode();
}
