using Recurrent.TimeSeries.Reading;
using Recurrent.TimeSeries.Signals.Audio;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Signals.Reading;

/// <summary>Reads signals from WAV and CSV files, folders and lists of them, and refuses what cannot be used with a message that says why.</summary>
public static class SignalReader
{
    private const string Sound = ".wav";
    private static readonly string[] Endings = [Sound, ".csv", ".csv.gz", ".tsv", ".txt", ".parquet"];

    /// <summary>Reads the signals of a path.</summary>
    /// <param name="path">
    /// A folder (files in a folder of it have that folder's name as label, files in itself have none); a list, which is a CSV file with a column
    /// <c>file</c> and perhaps <c>label</c> and <c>group</c>, paths relative to the list; a table, which is a CSV file with a column <c>id</c> and
    /// perhaps <c>label</c> and <c>group</c> beside the channels; or one WAV or CSV file, which is one signal.
    /// </param>
    /// <param name="options">Column names; null finds them.</param>
    /// <returns>At least one signal: of a folder in the order of the names, else in the order of the rows.</returns>
    /// <exception cref="DataFormatException">The path or a file cannot be used; the message gives file, row, column and repair.</exception>
    public static IReadOnlyList<Signal> ReadAll(string path, SignalReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Directory.Exists(path)) return ReadFolder(path);
        if (IsSound(path)) return [ReadSound(path, path)];
        var sample = FileSample.Read(path, new SeriesReaderOptions());
        var columns = SignalColumns.Find(sample, options ?? new SignalReaderOptions());
        return columns.File < 0 ? new SignalTable(sample, columns).Read() : ReadList(sample, columns);
    }

    private static List<Signal> ReadFolder(string folder)
    {
        string[] files =
        [
            .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(HasEnding).Order(StringComparer.Ordinal),
        ];
        if (files.Length == 0)
            throw new DataFormatException
            {
                File = folder,
                Found = "a folder without signals",
                Expected = $"files ending in {string.Join(", ", Endings)}, or folders of them that are named after their class",
                Fix = "Check the path",
            };
        return [.. files.Select(file => ReadFile(file, file, LabelOf(Path.GetRelativePath(folder, file)), null))];
    }

    private static List<Signal> ReadList(FileSample sample, SignalColumns columns)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(sample.File))!;
        var signals = new List<Signal>();
        using var csv = new CsvRows(sample.File, sample.Delimiter);
        if (sample.HasHeader) csv.Read();
        while (csv.Read())
        {
            SignalTable.CheckWidth(csv, sample);
            var name = SignalTable.Text(csv, sample, columns.File)!;
            var file = Path.Combine(folder, name);
            if (!File.Exists(file)) throw Missing(csv, sample, columns.File, file, name);
            signals.Add(ReadFile(file, name, SignalTable.Text(csv, sample, columns.Label), SignalTable.Text(csv, sample, columns.Group)));
        }
        return signals;
    }

    private static Signal ReadFile(string file, string name, string? label, string? group)
    {
        if (IsSound(file)) return ReadSound(file, name).With(name, label, group);
        var sample = FileSample.Read(file, new SeriesReaderOptions());
        var columns = SignalColumns.Find(sample, new SignalReaderOptions());
        if (columns.File >= 0 || columns.Id >= 0)
            throw new DataFormatException
            {
                File = file,
                Row = 1,
                Column = sample.Names[Math.Max(columns.File, columns.Id)],
                Found = "a list or table of signals among signals",
                Expected = "one signal: rows of numbers",
                Fix = "Give the list or table by itself, or rename the column",
            };
        return new SignalTable(sample, columns).Read()[0].With(name, label, group);
    }

    private static Signal ReadSound(string file, string name) => Signal.FromClip(name, WavReader.Read(file));

    private static DataFormatException Missing(CsvRows csv, FileSample sample, int column, string file, string name)
    {
        var parent = Path.GetDirectoryName(file);
        var nearby = Directory.Exists(parent) ? NearestName.Suggestion(Path.GetFileName(file), Directory.EnumerateFiles(parent).Select(static one => Path.GetFileName(one)!)) : "";
        return new DataFormatException
        {
            File = csv.File,
            Row = csv.Line,
            Column = sample.Names[column],
            Found = $"{DataFormatException.Quote(name)}, which does not exist{nearby}",
            Expected = "a WAV or CSV file, its path relative to the list",
            Fix = "Correct the path",
        };
    }

    /// <summary>The name of the outermost folder, or null for a file that is in none.</summary>
    private static string? LabelOf(string relative)
    {
        var end = relative.IndexOfAny([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar]);
        return end < 0 ? null : relative[..end];
    }

    private static bool IsSound(string path) => path.EndsWith(Sound, StringComparison.OrdinalIgnoreCase);

    private static bool HasEnding(string file) => Endings.Any(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
