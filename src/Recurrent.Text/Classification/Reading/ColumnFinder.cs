using System.Globalization;
using Recurrent.Training.Data;

namespace Recurrent.Text.Classification.Reading;

/// <summary>Finds the columns of text and label.</summary>
internal static class ColumnFinder
{
    /// <summary>Rows looked at where there is no header.</summary>
    public const int SampleRows = 50;

    public static readonly string[] TextNames = ["text", "sentence", "review", "content", "body", "comment", "tweet", "message", "document"];

    public static readonly string[] LabelNames = ["label", "labels", "class", "category", "sentiment", "target", "tag", "tags"];

    /// <summary>Finds the columns.</summary>
    /// <param name="file">The file, for messages.</param>
    /// <param name="sample">Its first rows.</param>
    /// <param name="options">Names given.</param>
    /// <param name="needsLabels">Whether there must be labels.</param>
    /// <exception cref="DataFormatException">A column is not there.</exception>
    public static TextColumns Find(string file, IReadOnlyList<string[]> sample, TextReaderOptions options, bool needsLabels)
    {
        var first = sample[0];
        if (!IsHeader(first, options)) return WithoutHeader(file, sample, options, needsLabels);
        var text = Place(file, first, options.TextColumn, options.TextNames, "--text-col") ?? throw Missing(file, first, "text", "--text-col");
        var label = Place(file, first, options.LabelColumn, options.LabelNames, needsLabels ? "--label-col" : null);
        if (label is null && needsLabels) throw Missing(file, first, "label", "--label-col");
        if (label == text) throw new DataFormatException { File = file, Row = 1, Found = $"the column '{first[text]}' named for both text and label", Expected = "two columns", Fix = "Name others with --text-col and --label-col" };
        return new TextColumns(text, label, first);
    }

    /// <summary>Whether a row has names of columns in it.</summary>
    public static bool IsHeader(string[] fields, TextReaderOptions options) => fields.Any(field =>
        Number(field) is null && (Same(field, options.TextColumn) || Same(field, options.LabelColumn)
            || options.TextNames.Any(name => Same(field, name)) || (fields.Length > 1 && options.LabelNames.Any(name => Same(field, name)))));

    private static TextColumns WithoutHeader(string file, IReadOnlyList<string[]> sample, TextReaderOptions options, bool needsLabels)
    {
        var first = sample[0];
        var (text, label) = (Number(options.TextColumn ?? options.Earlier?.TextColumn), Number(options.LabelColumn ?? options.Earlier?.LabelColumn));
        if (first.Length == 1 && !needsLabels) return new TextColumns(0, null, null);
        if (text is { } one && one < first.Length && (label is { } other ? other < first.Length : !needsLabels || first.Length == 2))
            return new TextColumns(one, label ?? (first.Length == 2 ? 1 - one : null), null);
        if (first.Length != 2 || (options.TextColumn is not null && text is null) || (options.LabelColumn is not null && label is null))
        {
            throw new DataFormatException
            {
                File = file,
                Row = 1,
                Found = $"the columns {string.Join(", ", first.Take(10).Select(static field => DataFormatException.Quote(field)))}",
                Expected = options.TextColumn is { } wanted ? $"a header with {DataFormatException.Quote(wanted)}" : $"a header with one of {string.Join(", ", TextNames)}" + (needsLabels ? $" and one of {string.Join(", ", LabelNames)}" : ""),
                Fix = "Name the columns with --text-col and --label-col, by their numbers from 1 where there is no header",
            };
        }
        var texts = TextOf(sample);
        return new TextColumns(texts, 1 - texts, null);
    }

    /// <summary>Which of two columns has the texts: the one with more different values, else the one with longer ones, else the first.</summary>
    private static int TextOf(IReadOnlyList<string[]> sample)
    {
        int[] kinds = [.. Enumerable.Range(0, 2).Select(column => sample.Select(row => row.ElementAtOrDefault(column)).Distinct().Count())];
        if (kinds[0] != kinds[1]) return kinds[0] > kinds[1] ? 0 : 1;
        int[] letters = [.. Enumerable.Range(0, 2).Select(column => sample.Sum(row => row.ElementAtOrDefault(column)?.Length ?? 0))];
        return letters[1] > letters[0] ? 1 : 0;
    }

    private static int? Place(string file, string[] header, string? given, string[] usual, string? option)
    {
        if (given is not null)
        {
            var place = Array.FindIndex(header, field => Same(field, given));
            if (place >= 0) return place;
            if (Number(given) is { } number && number < header.Length) return number;
            if (option is null) return null;
            throw new DataFormatException
            {
                File = file,
                Row = 1,
                Column = given,
                Found = $"no such column among {string.Join(", ", header)}{NearestName.Suggestion(given, header)}",
                Expected = "a column of that name",
                Fix = $"Name one of them with {option}",
            };
        }
        foreach (var name in usual)
        {
            var place = Array.FindIndex(header, field => Same(field, name));
            if (place >= 0) return place;
        }
        return null;
    }

    private static DataFormatException Missing(string file, string[] header, string what, string option) => new()
    {
        File = file,
        Row = 1,
        Found = $"the columns {string.Join(", ", header)}",
        Expected = $"one with the {what}, named {string.Join(", ", what == "text" ? TextNames : LabelNames)}",
        Fix = $"Name it with {option}",
    };

    private static int? Number(string? column) => int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 ? number - 1 : null;

    private static bool Same(string field, string? name) => name is not null && field.Trim().Equals(name, StringComparison.OrdinalIgnoreCase);
}
