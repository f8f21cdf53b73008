using Recurrent.TimeSeries.Reading;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Signals.Regression.Data;

/// <summary>Reads inputs and outputs from CSV files and refuses what cannot be used with a message that says why.</summary>
/// <remarks>Rows are steps at equal distances, in order. Rows of one record stand together; other columns are not looked at.</remarks>
public static class RecordTableReader
{
    /// <summary>Reads one file.</summary>
    /// <param name="path">CSV in UTF-8, plain or gzip, separated by comma, semicolon, tab or bar, with a header line.</param>
    /// <param name="columns">Which columns are what.</param>
    /// <returns>At least one record.</returns>
    /// <exception cref="DataFormatException">The file or its content cannot be used; the message gives row, column and repair.</exception>
    public static RecordTable Read(string path, RecordColumns columns)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Inputs.Count == 0) throw new ArgumentException("Received no input column; expected at least one name.", nameof(columns));
        var sample = FileSample.Read(path, new SeriesReaderOptions());
        return new SignalFile(sample, columns).Read();
    }
}
