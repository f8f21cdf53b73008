namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>Rows of one or many channels in the order they came, perhaps with times and labels.</summary>
public sealed class DetectionTable
{
    private readonly double[] _values;
    private readonly long[] _ticks;
    private readonly bool[] _labels;

    /// <summary>Makes a table.</summary>
    /// <param name="name">What to call it in messages, such as the file.</param>
    /// <param name="channels">Names of the D channels, at least one.</param>
    /// <param name="values">Values, NaN where one is missing, row-major <c>[T, D]</c>.</param>
    /// <param name="ticks">Times as <see cref="DateTime"/> ticks, repeats and steps back allowed; empty without a calendar. [T]</param>
    /// <param name="labels">Whether something was wrong, for scoring only; empty when nobody knows. [T]</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or a value is infinite.</exception>
    public DetectionTable(string name, IReadOnlyList<string> channels, double[] values, long[]? ticks = null, bool[]? labels = null)
    {
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentNullException.ThrowIfNull(values);
        if (channels.Count == 0 || values.Length % channels.Count != 0)
            throw new ArgumentException($"Received {values.Length} values for {channels.Count} channels; expected whole rows of at least one channel.", nameof(values));
        if (Array.FindIndex(values, double.IsInfinity) is var wrong and >= 0)
            throw new ArgumentException($"Received {values[wrong]} in row {wrong / channels.Count}; expected finite values, or NaN for one that is missing.", nameof(values));
        (Name, Channels, _values, _ticks, _labels) = (name, channels, values, ticks ?? [], labels ?? []);
        if ((_ticks.Length > 0 && _ticks.Length != Rows) || (_labels.Length > 0 && _labels.Length != Rows))
            throw new ArgumentException($"Received {_ticks.Length} times and {_labels.Length} labels for {Rows} rows; expected one a row or none.", nameof(ticks));
    }

    /// <summary>What to call it in messages.</summary>
    public string Name { get; }

    /// <summary>Names of the channels.</summary>
    public IReadOnlyList<string> Channels { get; }

    /// <summary>What the columns of the file were taken for; null for a table that was not read from one.</summary>
    public DetectionColumns? Columns { get; init; }

    /// <summary>T, how many rows there are.</summary>
    public int Rows => _values.Length / Channels.Count;

    /// <summary>How many values are missing.</summary>
    public int MissingValues => _values.Count(double.IsNaN);

    /// <summary>Whether rows have times.</summary>
    public bool HasCalendar => _ticks.Length > 0;

    /// <summary>Whether rows have labels.</summary>
    public bool HasLabels => _labels.Length > 0;

    /// <summary>The labels; empty when there are none. [T]</summary>
    public ReadOnlySpan<bool> Labels => _labels;

    /// <summary>The median distance of two rows in days; null without a calendar or when the median is 0.</summary>
    public double? StepDays
    {
        get
        {
            if (_ticks.Length < 2) return null;
            var steps = new long[_ticks.Length - 1];
            for (var row = 0; row < steps.Length; row++) steps[row] = _ticks[row + 1] - _ticks[row];
            Array.Sort(steps);
            return steps[steps.Length / 2] is > 0 and var step ? (double)step / TimeSpan.TicksPerDay : null;
        }
    }

    /// <summary>The values of one row. [D]</summary>
    /// <param name="index">From 0.</param>
    /// <returns>A view on the table's memory.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ReadOnlySpan<double> Row(int index) => _values.AsSpan(CheckRow(index) * Channels.Count, Channels.Count);

    /// <summary>The time of one row; 0 without a calendar.</summary>
    /// <param name="index">From 0.</param>
    /// <returns><see cref="DateTime"/> ticks.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public long Ticks(int index) => HasCalendar ? _ticks[CheckRow(index)] : 0;

    /// <summary>A part of the rows.</summary>
    /// <param name="start">The first, from 0.</param>
    /// <param name="count">How many.</param>
    /// <returns>A copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many rows.</exception>
    public DetectionTable Slice(int start, int count)
    {
        if (start < 0 || count < 0 || start + (long)count > Rows)
        {
            var (name, value) = start < 0 ? (nameof(start), start) : (nameof(count), count);
            throw new ArgumentOutOfRangeException(
                name, value, $"Received start {start} and count {count} of a table of {Rows} rows; expected both at least 0 and their sum at most {Rows}.");
        }

        return new DetectionTable(
            Name, Channels, _values[(start * Channels.Count)..((start + count) * Channels.Count)],
            HasCalendar ? _ticks[start..(start + count)] : null,
            HasLabels ? _labels[start..(start + count)] : null)
        {
            Columns = Columns,
        };
    }

    internal bool HasValue(int row) => Row(row).ContainsAnyExcept(double.NaN);

    internal double[] Channel(int channel) => [.. Enumerable.Range(0, Rows).Select(row => _values[(row * Channels.Count) + channel])];

    private int CheckRow(int index) => (uint)index < (uint)Rows
        ? index
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"Received row {index} of a table of {Rows} rows; expected 0 to {Rows - 1}.");
}
