using System.Globalization;
using System.Text;
using Recurrent.TimeSeries.Reading;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Signals.Regression.Model;

/// <summary>Simulates CSV rows from a reader to a writer, row by row, in memory that does not grow with the stream.</summary>
/// <remarks>Input columns go through as they are; one column <c>NAME-hat</c> an output follows them. Every row is written before the next is read.</remarks>
public sealed class RegressorPump
{
    private readonly SignalRegressor _model;
    private readonly RegressorStream _stream;
    private readonly double[] _inputs;
    private readonly double[] _outputs;

    /// <summary>Makes a pump.</summary>
    /// <param name="model">Who simulates.</param>
    public RegressorPump(SignalRegressor model)
    {
        ArgumentNullException.ThrowIfNull(model);
        (_model, _stream) = (model, model.OpenStream());
        (_inputs, _outputs) = (new double[model.Inputs.Count], new double[model.Outputs.Count]);
    }

    /// <summary>Simulates all rows until the input ends.</summary>
    /// <param name="input">CSV with a header that names the model's inputs; other columns may be there. A change in the record column starts afresh.</param>
    /// <param name="output">Receives the rows.</param>
    /// <param name="name">What to call the input in messages.</param>
    /// <param name="cancellationToken">Ends the run between two rows.</param>
    /// <returns>Rows simulated.</returns>
    /// <exception cref="DataFormatException">A row cannot be used; rows before it are written.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public long Run(TextReader input, TextWriter output, string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        var header = input.ReadLine()?.TrimStart('\uFEFF')
            ?? throw new DataFormatException { File = name, Row = 1, Found = "nothing", Expected = "a header line and rows of data" };
        var delimiter = header.AsSpan().ContainsAny(";\t|,") ? ";\t|,".MaxBy(one => header.Count(letter => letter == one)) : ',';
        var names = Split(header, delimiter);
        int[] places = [.. _model.Inputs.Select(column => Place(names, column, name))];
        var record = _model.RecordColumn is { } id ? names.IndexOf(id) : -1;
        output.WriteLine(header.TrimEnd(delimiter) + string.Concat(_model.Outputs.Select(one => delimiter + Quoted(one + "-hat", delimiter))));
        var (rows, line, last) = (0L, 1L, (string?)null);
        while (input.ReadLine() is { } row)
        {
            line++;
            cancellationToken.ThrowIfCancellationRequested();
            if (string.IsNullOrWhiteSpace(row)) continue;
            var fields = Split(row, delimiter);
            if (fields.Count != names.Count)
                throw Error(name, line, null, $"{fields.Count} fields", $"{names.Count} as in the first line", "Quote text that contains the delimiter, or complete the row");
            for (var index = 0; index < places.Length; index++) _inputs[index] = Number(fields[places[index]], name, line, _model.Inputs[index]);
            if (record >= 0 && last is not null && fields[record] != last) _stream.Reset();
            if (record >= 0) last = fields[record];
            _stream.Step(_inputs, _outputs);
            output.WriteLine(row.TrimEnd(delimiter) + string.Concat(_outputs.Select(value => delimiter + value.ToString("G9", CultureInfo.InvariantCulture))));
            output.Flush();
            rows++;
        }
        return rows;
    }

    private static int Place(List<string> names, string column, string file) => names.IndexOf(column) is var place and >= 0
        ? place
        : throw Error(file, 1, null, $"no column '{column}'{NearestName.Suggestion(column, names)}", $"a header with the model's inputs, such as '{column}'", "Name the columns as in the training file");

    private static double Number(string text, string file, long line, string column) => NumberField.TryParse(text, out var value) && NumberField.IsUsable(value)
        ? value
        : throw Error(file, line, column, text.Length == 0 ? "no value" : DataFormatException.Quote(text), NumberField.Expected + " in every row", "Fill the gap or correct the value");

    private static DataFormatException Error(string file, long line, string? column, string found, string expected, string fix) =>
        new() { File = file, Row = line, Column = column, Found = found, Expected = expected, Fix = fix };

    private static string Quoted(string text, char delimiter) =>
        text.Contains(delimiter) || text.Contains('"') ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    /// <summary>Fields of a line without quotes and blanks around them; an empty one after the last delimiter is left out.</summary>
    private static List<string> Split(string line, char delimiter)
    {
        var (fields, field, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var index = 0; index < line.Length; index++)
        {
            var letter = line[index];
            if (letter == '"' && quoted && index + 1 < line.Length && line[index + 1] == '"') field.Append(line[++index]);
            else if (letter == '"') quoted = !quoted;
            else if (letter == delimiter && !quoted) End();
            else field.Append(letter);
        }
        if (field.Length > 0 || line.Length == 0 || line[^1] != delimiter) End();
        return fields;

        void End()
        {
            fields.Add(field.ToString().Trim());
            field.Clear();
        }
    }
}
