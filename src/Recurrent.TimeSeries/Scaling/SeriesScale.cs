namespace Recurrent.TimeSeries.Scaling;

/// <summary>An affine scaling of one series: <c>scaled = (value − Offset) / Factor</c>.</summary>
/// <param name="Offset">Finite value that becomes 0.</param>
/// <param name="Factor">Finite positive size that becomes 1.</param>
public readonly record struct SeriesScale(double Offset, double Factor)
{
    /// <summary>Scales one value.</summary>
    /// <param name="value">In the unit of the series.</param>
    /// <returns>Without unit.</returns>
    public double Apply(double value) => (value - Offset) / Factor;

    /// <summary>Undoes <see cref="Apply(double)"/>.</summary>
    /// <param name="scaled">Without unit.</param>
    /// <returns>In the unit of the series.</returns>
    public double Invert(double scaled) => (scaled * Factor) + Offset;

    /// <summary>Scales many values into single precision, computing in double precision.</summary>
    /// <param name="values">In the unit of the series. [T]</param>
    /// <param name="destination">Receives the scaled values. [T]</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public void Apply(ReadOnlySpan<double> values, Span<float> destination)
    {
        SameLength(values.Length, destination.Length);
        for (var t = 0; t < values.Length; t++) destination[t] = (float)Apply(values[t]);
    }

    /// <summary>Undoes <see cref="Apply(ReadOnlySpan{double}, Span{float})"/>.</summary>
    /// <param name="scaled">Without unit. [T]</param>
    /// <param name="destination">Receives values in the unit of the series. [T]</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public void Invert(ReadOnlySpan<float> scaled, Span<double> destination)
    {
        SameLength(scaled.Length, destination.Length);
        for (var t = 0; t < scaled.Length; t++) destination[t] = Invert(scaled[t]);
    }

    /// <summary>A scale whose factor is 1 when the data give none (constant or overflowing series).</summary>
    internal static SeriesScale Safe(double offset, double factor) => new(
        double.IsFinite(offset) ? offset : 0,
        double.IsFinite(factor) && factor > 1e-12 * Math.Abs(offset) && factor > double.Epsilon * 1e20 ? factor : 1);

    private static void SameLength(int source, int destination)
    {
        if (source != destination)
            throw new ArgumentException($"Received {source} values and room for {destination}; pass spans of the same length.",
                nameof(destination));
    }
}
