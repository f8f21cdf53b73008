using Microsoft.ML;
using Recurrent.MLNet.Columns;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Reading;
using Recurrent.Training.Data;

namespace Recurrent.MLNet.Forecasting;

/// <summary>Collects rows of one observation each, by the rules of the readers of files.</summary>
internal sealed class SeriesRows
{
    private const string Fix = "Sort the rows by series and time and correct the stamps, or name the step (ForecastColumnNames.Frequency; Frequency.Index takes rows as equally spaced)";
    private readonly ForecastColumnNames _names;
    private readonly DataViewRow _row;
    private readonly NumberColumn _value;
    private readonly ValueGetter<DateTime>? _time;
    private readonly ValueGetter<ReadOnlyMemory<char>>? _id;
    private readonly Dictionary<string, SeriesBuilder> _builders = new(StringComparer.Ordinal);

    public SeriesRows(DataViewRow row, ForecastColumnNames names)
    {
        (_row, _names, _value) = (row, names, new NumberColumn(row, row.Schema[names.Value]));
        _time = names.Time is { } time ? row.GetGetter<DateTime>(row.Schema[time]) : null;
        _id = names.Series is { } series ? row.GetGetter<ReadOnlyMemory<char>>(row.Schema[series]) : null;
    }

    /// <summary>Reads the present row.</summary>
    /// <returns>The series it belongs to, with it at the end.</returns>
    public SeriesBuilder Add()
    {
        var builder = Builder();
        var value = _value.Read()[0];
        if (double.IsInfinity(value)) throw Error(_names.Value, $"{value}", "a finite number, or NaN for a missing one", "Correct it, or replace it by ReplaceMissingValues");
        builder.Add(Position(builder), value, _row.Position + 1);
        return builder;
    }

    /// <summary>All series so far.</summary>
    public SeriesCollection Build(Frequency? frequency) => _builders.Count > 0 ? Build([.. _builders.Values], frequency, keepEnds: false) : throw RowErrors.NoRows();

    /// <summary>Makes series of rows.</summary>
    public SeriesCollection Build(List<SeriesBuilder> builders, Frequency? frequency, bool keepEnds)
    {
        var roles = new ColumnRoles(-1, _time is null ? -1 : 1, 0, [], [], [], -1, new StampParser(Format(builders)));
        var options = new SeriesReaderOptions { Frequency = frequency, KeepEnds = keepEnds };
        try
        {
            return new AxisFinder(RowErrors.View, _names.Time, roles, options).Build(builders, new CovariateNames([], null));
        }
        catch (DataFormatException wrong)
        {
            // The readers' own advice names switches of the command line.
            throw new DataFormatException { File = wrong.File, Row = wrong.Row, Column = wrong.Column, Found = wrong.Found, Expected = wrong.Expected, Fix = Fix };
        }
    }

    private StampFormat Format(List<SeriesBuilder> builders)
    {
        if (_time is null) return StampFormat.Index;
        foreach (var builder in builders)
            foreach (var position in builder.Positions)
                if (position % TimeSpan.TicksPerDay != 0) return new StampFormat(StampStyle.Calendar, "yyyy-MM-dd HH:mm:ss");
        return new StampFormat(StampStyle.Calendar, "yyyy-MM-dd");
    }

    private SeriesBuilder Builder()
    {
        ReadOnlyMemory<char> id = default;
        _id?.Invoke(ref id);
        if (_id is not null && id.IsEmpty) throw Error(_names.Series!, "no name of a series", "text", "Fill it, or leave the row out");
        var name = id.ToString();
        if (_builders.TryGetValue(name, out var builder)) return builder;
        return _builders[name] = new SeriesBuilder(name, 0);
    }

    private long Position(SeriesBuilder builder)
    {
        if (_time is null) return builder.Count + 1;
        DateTime time = default;
        _time(ref time);
        if (time == default) throw Error(_names.Time!, "no time stamp", "a date", "Fill it, or leave the row out");
        if (builder.Count == 0 || time.Ticks > builder.Positions[^1]) return time.Ticks;
        var series = builder.Id.Length == 0 ? "" : $" in series '{builder.Id}'";
        throw Error(
            _names.Time!, $"{time:yyyy-MM-dd HH:mm:ss} behind {new DateTime(builder.Positions[^1]):yyyy-MM-dd HH:mm:ss}{series}", "times that grow",
            "Sort the rows by series and time; name the column of the series (ForecastColumnNames.Series) if there are several");
    }

    private DataFormatException Error(string column, string found, string expected, string fix) => RowErrors.At(_row, column, found, expected, fix);
}
