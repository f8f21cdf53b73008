using System.Runtime.CompilerServices;
using System.Text;
using Recurrent.TimeSeries.Reading;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>Judges lines of CSV; allocates only at the first line and for errors.</summary>
internal sealed class DetectionRows(Detector detector, string name, bool explains)
{
    private const byte Quote = (byte)'"';
    private readonly DetectorStream _stream = detector.OpenStream();
    private readonly RowBuffer _out = new();
    private readonly double[] _values = new double[detector.Channels.Count];
    private readonly PlainStamp? _stamps = detector.NeedsTimes && detector.State.Settings.Columns?.TimeFormat is { } format ? new PlainStamp(format) : null;
    private byte[][] _names = [];
    private byte[] _scratch = [];
    private RowLayout? _layout;
    private long _rows;
    private long _alarms;
    private long _missing;

    /// <summary>1-based number of the line last read.</summary>
    public long Line { get; private set; }

    public DetectionCounts Counts => new(_rows, _alarms, _missing);

    public void WriteTo(Stream output) => _out.WriteTo(output);

    /// <summary>Reads one line, without its line feed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Push(ReadOnlySpan<byte> line)
    {
        Line++;
        if (line.Length > 0 && line[^1] == '\r') line = line[..^1];
        if (Line == 1 && line.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) line = line[3..];
        if (IsBlank(line)) return;
        if (_layout is null && Begin(line)) return;
        var ticks = Parse(line.Contains(Quote) ? Unquoted(line) : line, _layout!);
        Write(line, _stream.Push(ticks, _values));
    }

    /// <summary>Refuses an input without rows.</summary>
    public void Finish()
    {
        if (_rows > 0) return;
        throw new DataFormatException
        {
            File = name,
            Found = _layout is null ? "an empty input" : "only a header line",
            Expected = "a header line and rows of data",
            Fix = "Check what writes the input",
        };
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.IsEmpty || line.IndexOfAnyExcept((byte)' ', (byte)'\t') < 0;

    /// <returns>Whether the line was a header.</returns>
    private bool Begin(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("PAR1"u8)) throw Error(null, "a Parquet file", "rows of CSV", "Name the file instead of sending it, or write its rows as CSV");
        if (line.Contains((byte)0)) throw Error(null, "a NUL byte", "UTF-8 text", "The input is binary, or UTF-16: send it as UTF-8 CSV");
        _layout = RowLayout.Find(line, detector, name);
        _names = [.. detector.Channels.Select(Encoding.UTF8.GetBytes)];
        if (!_layout.IsHeader) return false;
        _out.Append(line);
        foreach (var column in explains ? new[] { "anomaly_score", "is_anomaly", "anomaly_channel", "expected" } : ["anomaly_score", "is_anomaly"])
        {
            _out.Append(_layout.Delimiter);
            _out.Append(column);
        }
        _out.Append((byte)'\n');
        return true;
    }

    private long Parse(ReadOnlySpan<byte> line, RowLayout layout)
    {
        var (column, ticks) = (0, 0L);
        var rest = line;
        while (true)
        {
            var end = rest.IndexOf(layout.Delimiter);
            var field = end < 0 ? rest : rest[..end];
            if (column >= layout.Roles.Length) break;
            var role = layout.Roles[column];
            if (role >= 0) _values[role] = Number(field, column, layout);
            else if (role == RowLayout.Time) ticks = Time(field, column, layout);
            column++;
            if (end < 0) break;
            rest = rest[(end + 1)..];
        }
        if (column != layout.Roles.Length || rest.Contains(layout.Delimiter))
            throw Error(null, $"{CountFields(line, layout)} fields", $"{layout.Roles.Length} as in the first line", "Quote text that contains the delimiter, or complete the row");
        return ticks;
    }

    private static int CountFields(ReadOnlySpan<byte> line, RowLayout layout) => line.Count(layout.Delimiter) + 1;

    private double Number(ReadOnlySpan<byte> field, int column, RowLayout layout)
    {
        if (PlainNumber.TryParse(field, out var value) && NumberField.IsUsable(value)) return value;
        var text = Encoding.UTF8.GetString(field).Trim();
        if (!NumberField.IsMissing(text))
            throw Error(layout.Names[column], DataFormatException.Quote(text), NumberField.Expected + " with a decimal point", NumberField.Fix(text));
        _missing++;
        return double.NaN;
    }

    private long Time(ReadOnlySpan<byte> field, int column, RowLayout layout)
    {
        if (_stamps is null) return 0;
        if (_stamps.TryParse(field.Trim((byte)' '), out var ticks)) return ticks;
        throw Error(layout.Names[column], $"the time {DataFormatException.Quote(Encoding.UTF8.GetString(field))}", "a time written as in the training file",
            "Write times in the format of the training file, or train on files like this one");
    }

    /// <summary>The line with the delimiters inside quotes blanked and the quotes too: enough for numbers and times.</summary>
    private ReadOnlySpan<byte> Unquoted(ReadOnlySpan<byte> line)
    {
        if (_scratch.Length < line.Length) _scratch = new byte[line.Length * 2];
        var isQuoted = false;
        for (var index = 0; index < line.Length; index++)
        {
            if (line[index] == Quote) isQuoted = !isQuoted;
            _scratch[index] = line[index] == Quote || (isQuoted && line[index] == _layout!.Delimiter) ? (byte)' ' : line[index];
        }
        if (isQuoted) throw Error(null, "a quote that is not closed in its line", "whole rows", "Close the quote, or write rows without line feeds in fields");
        return _scratch.AsSpan(0, line.Length);
    }

    private void Write(ReadOnlySpan<byte> line, Detection detection)
    {
        _rows++;
        if (detection.IsAnomaly) _alarms++;
        _out.Append(line);
        _out.Append(_layout!.Delimiter);
        if (detection.IsJudged) _out.AppendShare(detection.Score);
        _out.Append(_layout.Delimiter);
        _out.Append(detection.IsAnomaly ? (byte)'1' : (byte)'0');
        if (explains)
        {
            _out.Append(_layout.Delimiter);
            if (detection.IsJudged) _out.Append(_names[detection.Channel]);
            _out.Append(_layout.Delimiter);
            if (detection.IsJudged) _out.AppendNumber(detection.Expected);
        }
        _out.Append((byte)'\n');
    }

    private DataFormatException Error(string? column, string found, string expected, string fix) => new()
    {
        File = name,
        Row = Line,
        Column = column,
        Found = found,
        Expected = expected,
        Fix = fix,
    };
}
