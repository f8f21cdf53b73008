using System.Text.Json.Serialization;
using Recurrent.TimeSeries;

namespace Recurrent.MLNet;

/// <summary>Columns of forecasting, and how their rows are read.</summary>
/// <remarks>
/// The type of <see cref="Value"/> decides what a row is. A single number: one observation, rows in the order of time (of each series, when there
/// are several), and the forecast of a row continues all rows up to it. A vector: all values of a series so far, oldest first, so that every
/// row stands for itself, as a prediction engine needs it.
/// </remarks>
public sealed record ForecastColumnNames
{
    /// <summary>The values: a number, or a vector of all values so far; NaN where one is missing.</summary>
    public string Value { get; init; } = "Value";

    /// <summary>Time of the (last) value, of type DateTime; null (the default) counts rows.</summary>
    public string? Time { get; init; }

    /// <summary>Name of the series a row belongs to, of type Text; null (the default) for a single series, or a series a row where rows hold vectors.</summary>
    public string? Series { get; init; }

    /// <summary>Made: the next values, Single <c>[H]</c>: medians, or means of a model with the head Point. NaN while a series has fewer than two values.</summary>
    public string Forecast { get; init; } = "Forecast";

    /// <summary>Made: lower bounds of <see cref="Interval"/>, Single <c>[H]</c>; null (the default) makes none.</summary>
    public string? LowerBound { get; init; }

    /// <summary>Made: upper bounds of <see cref="Interval"/>, Single <c>[H]</c>; null (the default) makes none.</summary>
    public string? UpperBound { get; init; }

    /// <summary>Probability in percent between the bounds, from 1 to below 100; 90 by default, the widest of the levels that are trained by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public double Interval
    {
        get;
        init => field = value is >= 1 and < 100
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(Interval), value, $"Received {value}, expected a percentage from 1 to below 100, such as 90{(value is > 0 and < 1 ? $"; did you mean {Math.Round(100 * value, 6)}?" : ".")}");
    } = 90;

    /// <summary>Step between the times of training rows; null (the default) finds it. <see cref="Frequency.Index"/> takes rows as equally spaced.</summary>
    /// <remarks>The trained model knows its step, so this is not stored.</remarks>
    [JsonIgnore]
    public Frequency? Frequency { get; init; }
}
