using System.Text;
using Recurrent.TimeSeries.Reading;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>What the fields of a streamed row are for.</summary>
/// <param name="Delimiter">The byte between fields.</param>
/// <param name="Roles">By column: <see cref="Passed"/>, <see cref="Time"/>, or the channel's number.</param>
/// <param name="Names">Column names for messages.</param>
/// <param name="IsHeader">Whether the line this was found from is a header.</param>
internal sealed record RowLayout(byte Delimiter, int[] Roles, string[] Names, bool IsHeader)
{
    public const int Passed = -1;
    public const int Time = -2;

    /// <summary>Finds the layout from the first line of a stream: a header with the model's columns, or a row of the training file's form.</summary>
    /// <exception cref="DataFormatException">It is neither.</exception>
    public static RowLayout Find(ReadOnlySpan<byte> line, Detector detector, string name)
    {
        var text = Encoding.UTF8.GetString(line);
        var delimiter = Delimiters(text).First();
        var fields = Split(text, delimiter);
        var columns = detector.State.Settings.Columns;
        var time = detector.NeedsTimes ? columns?.Time : null;
        string[] missing = [.. detector.Channels.Concat(time is null ? [] : [time]).Where(channel => !fields.Contains(channel))];
        if (missing.Length == 0) return Of(fields, delimiter, detector, time, isHeader: true);
        if (columns is not null && fields.Length == columns.Names.Count && IsRow(fields, columns, detector))
            return Of([.. columns.Names], delimiter, detector, time, isHeader: false);
        throw new DataFormatException
        {
            File = name,
            Row = 1,
            Found = $"the columns {DataFormatException.Quote(text)}, without {string.Join(", ", missing)}{NearestName.Suggestion(missing[0], fields)}",
            Expected = $"a header with {string.Join(", ", detector.Channels.Concat(time is null ? [] : [time]))}, or rows as in the training file",
            Fix = "Name the columns as in the training file, or train a detector on this kind of file",
        };
    }

    private static RowLayout Of(string[] names, char delimiter, Detector detector, string? time, bool isHeader)
    {
        var channels = detector.Channels.ToList();
        return new RowLayout((byte)delimiter, [.. names.Select(column => column == time ? Time : channels.IndexOf(column))], names, isHeader);
    }

    private static bool IsRow(string[] fields, DetectionColumns columns, Detector detector) =>
        detector.Channels.All(channel => fields[columns.Names.ToList().IndexOf(channel)] is var field && (NumberField.TryParse(field, out _) || NumberField.IsMissing(field)));

    private static IEnumerable<char> Delimiters(string text) => ",;\t|".OrderByDescending(mark => text.Count(letter => letter == mark));

    private static string[] Split(string text, char delimiter) =>
        [.. text.Split(delimiter).Select(static field => field.Trim().Trim('"').Trim())];
}
