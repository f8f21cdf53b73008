namespace Recurrent.TimeSeries;

/// <summary>One univariate series at regular, strictly increasing times, with every value finite. Immutable.</summary>
public sealed class Series
{
    private readonly double[] _values;

    /// <summary>Makes a series from values at a regular time axis.</summary>
    /// <param name="id">Name of the series.</param>
    /// <param name="values">The values in time order, all finite; they are copied. [T]</param>
    /// <param name="times">Their stamps; null numbers the rows from 1.</param>
    /// <exception cref="ArgumentException">A value is NaN or infinite, or the step of the time axis is below 1.</exception>
    public Series(string id, ReadOnlySpan<double> values, TimeAxis? times = null)
        : this(id, values.ToArray(), times ?? TimeAxis.RowNumbers)
    {
    }

    internal Series(string id, double[] ownedValues, TimeAxis times)
    {
        ArgumentNullException.ThrowIfNull(id);
        for (var i = 0; i < ownedValues.Length; i++)
        {
            if (double.IsFinite(ownedValues[i])) continue;
            throw new ArgumentException(
                $"Series '{id}' has {ownedValues[i]} at index {i}; every value must be finite. Fill or remove it first.",
                nameof(ownedValues));
        }
        if (times.Frequency.Multiple < 1)
            throw new ArgumentException(
                $"Series '{id}' has a time step of {times.Frequency.Multiple}; times must grow, so use a step of at least 1.",
                nameof(times));
        (Id, _values, Times) = (id, ownedValues, times);
    }

    /// <summary>Name of the series; empty text when the file had a single nameless one.</summary>
    public string Id { get; }

    /// <summary>Values in time order. [T]</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>The same values for storage and asynchronous code. [T]</summary>
    public ReadOnlyMemory<double> Memory => _values;

    /// <summary>Stamps of the values and of the future behind them.</summary>
    public TimeAxis Times { get; }

    /// <summary>Distance between neighbouring stamps.</summary>
    public Frequency Frequency => Times.Frequency;

    /// <summary>Number of values T.</summary>
    public int Length => _values.Length;

    /// <summary>Accompanying quantities over time; empty when none were asked for.</summary>
    public IReadOnlyList<Covariate> Covariates { get; init; } = [];

    /// <summary>Properties that do not change over time (name to text); empty when none were asked for.</summary>
    public IReadOnlyDictionary<string, string> StaticCovariates { get; init; } = new Dictionary<string, string>();

    /// <summary>The stamps that follow the last value.</summary>
    /// <param name="horizon">How many, at least 0.</param>
    /// <returns>Texts in the style of the input: after <c>1960-12</c> comes <c>1961-01</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is negative or leaves the year 9999.</exception>
    public string[] FutureStamps(int horizon)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(horizon);
        var stamps = new string[horizon];
        for (var i = 0; i < horizon; i++) stamps[i] = Times.Text(Length + (long)i);
        return stamps;
    }
}
