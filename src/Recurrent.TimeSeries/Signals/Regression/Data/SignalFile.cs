using Recurrent.TimeSeries.Reading;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Signals.Regression.Data;

/// <summary>Reads the rows of one file whose columns are named.</summary>
internal sealed class SignalFile
{
    private readonly FileSample _sample;
    private readonly RecordColumns _columns;
    private readonly int[] _inputs;
    private readonly int[] _outputs;
    private readonly int _record;
    private readonly List<SignalRecord> _records = [];
    private readonly HashSet<string> _ended = new(StringComparer.Ordinal);
    private readonly List<double> _inputValues = [];
    private readonly List<double> _outputValues = [];
    private string _id = "";

    public SignalFile(FileSample sample, RecordColumns columns)
    {
        (_sample, _columns) = (sample, columns);
        _inputs = [.. columns.Inputs.Select(Place)];
        _outputs = [.. columns.Outputs.Select(Place)];
        _record = columns.Record is { } record ? Place(record) : -1;
        string[] all = [.. columns.Inputs, .. columns.Outputs, .. columns.Record is { } name ? [name] : Array.Empty<string>()];
        if (all.GroupBy(static one => one).FirstOrDefault(static group => group.Count() > 1) is { } twice)
            throw new DataFormatException
            {
                File = sample.File,
                Column = twice.Key,
                Found = "a column named for two purposes",
                Expected = "different columns for inputs, outputs and records",
                Fix = "Leave it out of one of the lists",
            };
    }

    public RecordTable Read()
    {
        using var csv = new CsvRows(_sample.File, _sample.Delimiter);
        if (_sample.HasHeader) csv.Read();
        while (csv.Read()) ReadRow(csv);
        EndRecord();
        return new RecordTable(_sample.File, _columns.Inputs, _columns.Outputs, _records, _columns.Record);
    }

    private int Place(string name) => Array.IndexOf(_sample.Names, name) is var place and >= 0
        ? place
        : throw new DataFormatException
        {
            File = _sample.File,
            Row = 1,
            Found = $"no column '{name}'{NearestName.Suggestion(name, _sample.Names)}",
            Expected = $"one of {string.Join(", ", _sample.Names.Where(static one => one.Length > 0).Take(20))}",
            Fix = "Correct the name",
        };

    private void ReadRow(CsvRows csv)
    {
        if (csv.FieldCount != _sample.Names.Length)
            throw new DataFormatException
            {
                File = _sample.File,
                Row = csv.Line,
                Found = $"{csv.FieldCount} field{(csv.FieldCount == 1 ? "" : "s")}",
                Expected = $"{_sample.Names.Length} as in the first line",
                Fix = "Quote text that contains the delimiter, or complete the row",
            };
        if (_record >= 0) BeginRecord(csv);
        foreach (var column in _inputs) _inputValues.Add(Number(csv, column));
        foreach (var column in _outputs) _outputValues.Add(Number(csv, column));
    }

    private void BeginRecord(CsvRows csv)
    {
        var id = csv.Field(_record);
        if (id.SequenceEqual(_id) && _inputValues.Count > 0) return;
        EndRecord();
        _id = id.ToString();
        if (!_ended.Add(_id))
            throw new DataFormatException
            {
                File = _sample.File,
                Row = csv.Line,
                Column = _sample.Names[_record],
                Found = $"the record {DataFormatException.Quote(_id)} again after others",
                Expected = "all rows of a record one after the other",
                Fix = "Sort the rows by record and time",
            };
    }

    private void EndRecord()
    {
        if (_inputValues.Count == 0) return;
        _records.Add(new SignalRecord(_id, [.. _inputValues], _inputs.Length, [.. _outputValues], _outputs.Length));
        _inputValues.Clear();
        _outputValues.Clear();
    }

    private double Number(CsvRows csv, int column)
    {
        var text = csv.Field(column);
        if (_sample.TryValue(text, out var value)) return value;
        var isMissing = NumberField.IsMissing(text);
        throw new DataFormatException
        {
            File = csv.File,
            Row = csv.Line,
            Column = _sample.Names[column],
            Found = isMissing ? "no value" : DataFormatException.Quote(text),
            Expected = NumberField.Expected + " in every row",
            Fix = isMissing ? "Fill the gap, or split the rows there into two records" : NumberField.Fix(text, _sample.HasDecimalComma),
        };
    }
}
