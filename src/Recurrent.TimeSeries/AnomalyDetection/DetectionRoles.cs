using Recurrent.TimeSeries.Reading;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>Places of the columns in a file: −1 for none.</summary>
internal sealed record DetectionRoles(int Time, StampFormat? TimeFormat, int Label, int[] Channels)
{
    private static readonly string[] TimeNames = ["timestamp", "time", "date", "datetime", "ds"];
    private static readonly string[] LabelNames = ["anomaly", "is_anomaly", "label", "outlier"];
    private static readonly string[] UsuallyIgnored = ["changepoint"];

    /// <exception cref="DataFormatException">A named column is missing, or there is nothing to watch.</exception>
    public static DetectionRoles Find(FileSample sample, DetectionReaderOptions options)
    {
        var time = options.TimeColumn is { } named ? Place(sample, named) : FindTime(sample);
        var format = time < 0 ? null : TimeFormatOf(sample, time, options.TimeColumn is not null);
        var label = options.LabelColumn is { } labels ? LabelPlace(sample, labels, options.MayLackLabel) : FindLabel(sample, options);
        int[] ignored = [.. options.Ignored.Select(name => Place(sample, name))];
        int[] channels = options.Channels.Count > 0
            ? [.. options.Channels.Select(name => Place(sample, name))]
            : [.. Enumerable.Range(0, sample.Names.Length).Where(column => column != time && column != label && !ignored.Contains(column) && !IsIgnored(sample.Names[column]))];
        if (channels.Length == 0)
            throw new DataFormatException
            {
                File = sample.File,
                Row = 1,
                Found = $"the columns {string.Join(", ", sample.Names)}",
                Expected = "at least one column with values beside time and label",
                Fix = "Add a column with values, or name one with --channels",
            };
        return new DetectionRoles(time, format, label, channels);
    }

    private static bool IsIgnored(string name) => UsuallyIgnored.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static int LabelPlace(FileSample sample, string name, bool mayLack) =>
        mayLack && !sample.Names.Contains(name) ? -1 : Place(sample, name);

    private static int Place(FileSample sample, string name) => Array.IndexOf(sample.Names, name) is var place and >= 0
        ? place
        : throw new DataFormatException
        {
            File = sample.File,
            Row = 1,
            Found = $"no column '{name}'{NearestName.Suggestion(name, sample.Names)}",
            Expected = $"one of {string.Join(", ", sample.Names)}",
            Fix = "Correct the name",
        };

    private static int FindTime(FileSample sample)
    {
        for (var column = 0; column < sample.Names.Length; column++)
            if (DetectionStamps.Detect(sample.Column(column)) is { IsCalendar: true, Style: StampStyle.Calendar }) return column;
        return Array.FindIndex(sample.Names, static name => TimeNames.Contains(name, StringComparer.OrdinalIgnoreCase));
    }

    private static StampFormat? TimeFormatOf(FileSample sample, int column, bool isNamed)
    {
        var fields = sample.Column(column);
        var format = DetectionStamps.Detect(fields);
        if (format is not null || !isNamed) return format;
        throw new DataFormatException
        {
            File = sample.File,
            Row = sample.Rows[0].Line,
            Column = sample.Names[column],
            Found = fields.Count == 0 ? "no fields" : DataFormatException.Quote(fields[0]),
            Expected = "times of one format, or numbers",
            Fix = "Write all times alike, such as 2024-01-31 12:00:00",
        };
    }

    private static int FindLabel(FileSample sample, DetectionReaderOptions options) => Array.FindIndex(
        sample.Names,
        name => LabelNames.Contains(name, StringComparer.OrdinalIgnoreCase) && !options.Channels.Contains(name)
            && sample.Column(Array.IndexOf(sample.Names, name)).All(static field => DetectionFile.TryLabel(field, out _)));
}
