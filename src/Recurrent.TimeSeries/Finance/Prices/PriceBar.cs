namespace Recurrent.TimeSeries.Finance.Prices;

/// <summary>The prices of one trading day.</summary>
/// <param name="Date">The day.</param>
/// <param name="Close">Closing price, above 0.</param>
public readonly record struct PriceBar(DateOnly Date, double Close)
{
    /// <summary>First price of the day; NaN when only closes are known.</summary>
    public double Open { get; init; } = double.NaN;

    /// <summary>Highest price of the day; NaN when only closes are known.</summary>
    public double High { get; init; } = double.NaN;

    /// <summary>Lowest price of the day; NaN when only closes are known.</summary>
    public double Low { get; init; } = double.NaN;

    /// <summary>Whether open, high and low are known.</summary>
    public bool HasRange => !double.IsNaN(Open);

    /// <summary>ln(close / close of the day before).</summary>
    /// <param name="previousClose">Above 0.</param>
    /// <returns>The log return of the day.</returns>
    public double Return(double previousClose) => Math.Log(Close / previousClose);

    /// <summary>The day's variance as its range tells: squared overnight return plus the estimate of Garman and Klass.</summary>
    /// <param name="previousClose">Above 0.</param>
    /// <returns>At least 0; NaN when only closes are known.</returns>
    /// <remarks><c>ln²(O/C₋₁) + ½ ln²(H/L) − (2 ln 2 − 1) ln²(C/O)</c> (Garman and Klass, 1980).</remarks>
    public double RangeVariance(double previousClose)
    {
        var (night, range, day) = (Math.Log(Open / previousClose), Math.Log(High / Low), Math.Log(Close / Open));
        return Math.Max(0, (night * night) + (0.5 * range * range) - (((2 * Math.Log(2)) - 1) * day * day));
    }
}
