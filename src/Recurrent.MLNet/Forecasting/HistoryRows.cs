using Microsoft.ML;
using Recurrent.MLNet.Columns;
using Recurrent.TimeSeries;

namespace Recurrent.MLNet.Forecasting;

/// <summary>Reads rows that hold a whole series each.</summary>
internal sealed class HistoryRows
{
    private readonly DataViewRow _row;
    private readonly ForecastColumnNames _names;
    private readonly Frequency _frequency;
    private readonly StampFormat _format;
    private readonly NumberColumn _values;
    private readonly ValueGetter<DateTime>? _time;
    private readonly ValueGetter<ReadOnlyMemory<char>>? _id;

    /// <param name="row">The row.</param>
    /// <param name="names">The columns.</param>
    /// <param name="frequency">Step between the values.</param>
    public HistoryRows(DataViewRow row, ForecastColumnNames names, Frequency frequency)
    {
        (_row, _names, _frequency, _values) = (row, names, frequency, new NumberColumn(row, row.Schema[names.Value]));
        _format = frequency.IsCalendar ? new StampFormat(StampStyle.Calendar, "yyyy-MM-dd HH:mm:ss") : StampFormat.Index;
        _time = names.Time is { } time && frequency.IsCalendar ? row.GetGetter<DateTime>(row.Schema[time]) : null;
        _id = names.Series is { } series ? row.GetGetter<ReadOnlyMemory<char>>(row.Schema[series]) : null;
    }

    /// <summary>The series in the present row.</summary>
    /// <param name="name">Its name when no column has it.</param>
    public Series Read(string name)
    {
        ReadOnlyMemory<char> id = name.AsMemory();
        _id?.Invoke(ref id);
        double[] values = [.. _values.Read()];
        try
        {
            return Series.WithMissing(id.ToString(), values, Axis(values.Length));
        }
        catch (ArgumentException wrong)
        {
            throw RowErrors.At(_row, _names.Value, $"values that are no series ({wrong.Message})", "finite numbers, the first and the last known", "Correct the vector, oldest value first");
        }
    }

    private TimeAxis Axis(int length)
    {
        if (_time is null) return TimeAxis.RowNumbers;
        DateTime last = default;
        _time(ref last);
        if (last == default) throw RowErrors.At(_row, _names.Time!, "no time stamp", "the time of the last value", "Fill it, or leave the row out");
        try
        {
            return new TimeAxis(_frequency.Advance(last.Ticks, -(length - 1)), _frequency, _format);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw RowErrors.At(_row, _names.Time!, $"{last:yyyy-MM-dd} as time of the last of {length} values", "a first value in the year 1 or later", "Correct the stamp");
        }
    }
}
