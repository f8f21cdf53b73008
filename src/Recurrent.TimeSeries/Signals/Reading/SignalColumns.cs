using Recurrent.TimeSeries.Reading;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Signals.Reading;

/// <summary>What the columns of one CSV file are; −1 for a column that is not there.</summary>
internal sealed record SignalColumns(int File, int Id, int Label, int Group, int[] Channels)
{
    private static readonly string[] TimeNames = ["time", "timestamp", "t", "ds", "date", "datetime", "seconds", "index", "step"];

    /// <exception cref="DataFormatException">A named column is not there, or a table has no channel.</exception>
    public static SignalColumns Find(FileSample sample, SignalReaderOptions options)
    {
        var file = Named(sample, options.FileColumn, "--file-col", "file", "path", "filename");
        var id = file >= 0 ? -1 : Named(sample, options.IdColumn, "--id-col", "id", "unique_id", "signal", "sequence");
        // A file that is one signal has channels only: a column of it called target is a measurement.
        var isList = file >= 0 || id >= 0;
        var label = isList ? Named(sample, options.LabelColumn, "--label-col", "label", "class", "target") : -1;
        var group = isList ? Named(sample, options.GroupColumn, "--group-col", "group", "speaker", "subject") : -1;
        int[] channels = file >= 0 ? [] :
        [
            .. Enumerable.Range(0, sample.Names.Length).Where(column => column != id && column != label && column != group
                && !(sample.HasHeader && TimeNames.Contains(sample.Names[column], StringComparer.OrdinalIgnoreCase))),
        ];
        if (file < 0 && channels.Length == 0)
            throw new DataFormatException
            {
                File = sample.File,
                Found = $"the columns {string.Join(", ", sample.Names)}",
                Expected = "a column 'file' (a list of files) or columns of numbers (the channels)",
                Fix = "Name the column with the files with --file-col",
            };
        return new SignalColumns(file, id, label, group, channels);
    }

    private static int Named(FileSample sample, string? given, string option, params string[] usual)
    {
        if (given is null)
            return sample.HasHeader ? Array.FindIndex(sample.Names, name => usual.Contains(name, StringComparer.OrdinalIgnoreCase)) : -1;
        var place = Array.FindIndex(sample.Names, name => name.Equals(given, StringComparison.OrdinalIgnoreCase));
        return place >= 0 ? place : throw new DataFormatException
        {
            File = sample.File,
            Row = 1,
            Found = $"no column '{given}'{NearestName.Suggestion(given, sample.Names)}",
            Expected = $"one of {string.Join(", ", sample.Names)}",
            Fix = $"Correct {option}",
        };
    }
}
