using Recurrent.TimeSeries.Reading;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>Reads rows of channels from CSV files and refuses what cannot be used with a message that says why.</summary>
/// <remarks>Times may repeat and step back, as they do when clocks change: rows count in the order of the file.</remarks>
public static class DetectionReader
{
    private static readonly string[] Endings = [".csv", ".csv.gz", ".tsv", ".txt", ".parquet"];

    /// <summary>Reads one file.</summary>
    /// <param name="path">CSV in UTF-8, plain or gzip, separated by comma, semicolon, tab or bar; or Parquet.</param>
    /// <param name="options">Column names; null finds everything from the file.</param>
    /// <returns>At least one row.</returns>
    /// <exception cref="DataFormatException">The file or its content cannot be used; the message gives row, column and repair.</exception>
    public static DetectionTable Read(string path, DetectionReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        options ??= new DetectionReaderOptions();
        var sample = FileSample.Read(path, new SeriesReaderOptions { DecimalComma = options.DecimalComma });
        var roles = DetectionRoles.Find(sample, options);
        return new DetectionFile(sample, roles).Read();
    }

    /// <summary>Reads one file, or every file of a folder and the folders in it.</summary>
    /// <param name="path">A file, or a folder of files that end in <c>.csv</c>, <c>.csv.gz</c>, <c>.tsv</c>, <c>.txt</c> or <c>.parquet</c>.</param>
    /// <param name="options">Column names; null finds everything from the files.</param>
    /// <returns>One table a file, by name.</returns>
    /// <exception cref="DataFormatException">There is no file, or one cannot be used.</exception>
    public static IReadOnlyList<DetectionTable> ReadAll(string path, DetectionReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!Directory.Exists(path)) return [Read(path, options)];
        string[] files =
        [
            .. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                .Where(static file => Endings.Any(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
                .Order(StringComparer.Ordinal),
        ];
        if (files.Length == 0)
            throw new DataFormatException { File = path, Found = "a folder without CSV files", Expected = $"files ending in {string.Join(", ", Endings)}", Fix = "Check the path" };
        return [.. files.Select(file => Read(file, options))];
    }
}
