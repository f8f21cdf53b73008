namespace Recurrent.TimeSeries;

/// <summary>One univariate series at regular, strictly increasing times. Immutable.</summary>
/// <remarks>Every value is finite, except in a series made by <see cref="WithMissing"/>, where NaN stands for a value nobody knows.</remarks>
public sealed class Series
{
    private readonly double[] _values;

    /// <summary>Makes a series from values at a regular time axis.</summary>
    /// <param name="id">Name of the series.</param>
    /// <param name="values">The values in time order, all finite; they are copied. [T]</param>
    /// <param name="times">Their stamps; null numbers the rows from 1.</param>
    /// <exception cref="ArgumentException">A value is NaN or infinite, or the step of the time axis is below 1.</exception>
    public Series(string id, ReadOnlySpan<double> values, TimeAxis? times = null)
        : this(id, values.ToArray(), times ?? TimeAxis.RowNumbers, mayLack: false)
    {
    }

    internal Series(string id, double[] ownedValues, TimeAxis times, bool mayLack)
    {
        ArgumentNullException.ThrowIfNull(id);
        for (var i = 0; i < ownedValues.Length; i++)
        {
            if (double.IsFinite(ownedValues[i]) || (mayLack && double.IsNaN(ownedValues[i]))) continue;
            throw new ArgumentException(
                $"Series '{id}' has {ownedValues[i]} at index {i}; every value must be finite."
                + (mayLack ? " Use NaN for a missing value." : " Use Series.WithMissing where values are missing, or remove it."),
                nameof(ownedValues));
        }
        MissingCount = mayLack ? ownedValues.Length - KnownValues.Count(ownedValues) : 0;
        if (times.Frequency.Multiple < 1)
            throw new ArgumentException(
                $"Series '{id}' has a time step of {times.Frequency.Multiple}; times must grow, so use a step of at least 1.",
                nameof(times));
        (Id, _values, Times) = (id, ownedValues, times);
    }

    /// <summary>Name of the series; empty text when the file had a single nameless one.</summary>
    public string Id { get; }

    /// <summary>Values in time order; NaN where <see cref="IsKnown"/> is false. [T]</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>The same values for storage and asynchronous code. [T]</summary>
    public ReadOnlyMemory<double> Memory => _values;

    /// <summary>Stamps of the values and of the future behind them.</summary>
    public TimeAxis Times { get; }

    /// <summary>Distance between neighbouring stamps.</summary>
    public Frequency Frequency => Times.Frequency;

    /// <summary>Number of steps T, those with a missing value too.</summary>
    public int Length => _values.Length;

    /// <summary>Steps whose value is missing; 0 unless the series was made by <see cref="WithMissing"/> or read from a file that lacks values.</summary>
    public int MissingCount { get; }

    /// <summary>Accompanying quantities over time; empty when none were asked for.</summary>
    public IReadOnlyList<Covariate> Covariates { get; init; } = [];

    /// <summary>Properties that do not change over time (name to text); empty when none were asked for.</summary>
    public IReadOnlyDictionary<string, string> StaticCovariates { get; init; } = new Dictionary<string, string>();

    /// <summary>Makes a series some of whose values are missing.</summary>
    /// <param name="id">Name of the series.</param>
    /// <param name="values">The values in time order, NaN for a missing one, the first and the last known; they are copied. [T]</param>
    /// <param name="times">The stamps of all steps; null numbers them from 1.</param>
    /// <returns>The series. Models mask its missing values; they are neither learnt from nor scored.</returns>
    /// <exception cref="ArgumentException">A value is infinite, the first or last is missing, or the step of the time axis is below 1.</exception>
    public static Series WithMissing(string id, ReadOnlySpan<double> values, TimeAxis? times = null)
    {
        if (values.IsEmpty || double.IsNaN(values[0]) || double.IsNaN(values[^1]))
            throw new ArgumentException(
                $"Series '{id}' has {(values.IsEmpty ? "no values" : "a missing value at an end")}; a series begins with its first known value and ends with its last.",
                nameof(values));
        return new Series(id, values.ToArray(), times ?? TimeAxis.RowNumbers, mayLack: true);
    }

    /// <summary>Whether the value of a step is known.</summary>
    /// <param name="index">0-based, below <see cref="Length"/>.</param>
    /// <returns>False where the value is missing.</returns>
    public bool IsKnown(int index) => !double.IsNaN(_values[index]);

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
