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
    /// <param name="rows">Its rows, which are looked at and not taken.</param>
    /// <param name="options">Names given.</param>
    /// <param name="needsLabels">Whether there must be labels.</param>
    /// <exception cref="DataFormatException">A column is not there, or nothing says which is which.</exception>
    public static TextColumns Find(string file, FieldSource rows, TextReaderOptions options, bool needsLabels)
    {
        var first = rows.Peek(1)[0];
        if (!IsHeader(first, options)) return Numbered(first, options, needsLabels) ?? Guessed(file, rows, options, needsLabels);
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

    /// <summary>Columns given by their numbers, now or in training; null when they are not.</summary>
    private static TextColumns? Numbered(string[] first, TextReaderOptions options, bool needsLabels)
    {
        var (text, label) = (Number(options.TextColumn ?? options.Earlier?.TextColumn), Number(options.LabelColumn ?? options.Earlier?.LabelColumn));
        // Of two columns one number tells both.
        if (text is null && options.TextColumn is null && first.Length == 2 && label is 0 or 1) text = 1 - label;
        if (first.Length == 1 && !needsLabels && text is not null) return new TextColumns(0, null, null);
        return text is { } one && one < first.Length && (label is { } other ? other < first.Length : !needsLabels || first.Length == 2)
            ? new TextColumns(one, label ?? (first.Length == 2 ? 1 - one : null), null)
            : null;
    }

    /// <summary>Two columns between tabs, as such files often have no header; in CSV a first row without a known name is one of unknown names.</summary>
    private static TextColumns Guessed(string file, FieldSource rows, TextReaderOptions options, bool needsLabels)
    {
        var first = rows.Peek(1)[0];
        var isNamed = options.TextColumn is not null || options.LabelColumn is not null;
        if (rows.Format == TextFormat.Tsv && first.Length == 1 && !needsLabels && !isNamed) return new TextColumns(0, null, null);
        if (rows.Format == TextFormat.Tsv && first.Length == 2 && !isNamed)
        {
            var sample = rows.Peek(SampleRows);
            var texts = TextOf(sample);
            if (!IsOdd(first[1 - texts], [.. sample.Skip(1).Select(row => row.ElementAtOrDefault(1 - texts)?.Trim() ?? "")])) return new TextColumns(texts, 1 - texts, null);
        }
        throw new DataFormatException
        {
            File = file,
            Row = 1,
            Found = $"the columns {string.Join(", ", first.Take(10).Select(static field => DataFormatException.Quote(field)))}",
            Expected = options.TextColumn is { } wanted ? $"a header with {DataFormatException.Quote(wanted)}" : $"a header with one of {string.Join(", ", TextNames)}" + (needsLabels ? $" and one of {string.Join(", ", LabelNames)}" : ""),
            Fix = "Name the columns with --text-col and --label-col, by their numbers from 1 where there is no header",
        };
    }

    /// <summary>Whether the first value is none of those below it, which come again and again or are all numbers: the name of a column, not a label.</summary>
    private static bool IsOdd(string first, string[] others)
    {
        if (others.Contains(first.Trim())) return false;
        if (others.Distinct().Count() < others.Length) return true;
        return others.Length > 0 && !IsNumber(first) && others.All(IsNumber);

        static bool IsNumber(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
    }

    /// <summary>Which of two columns has the texts: the one with more different values, else the one with longer ones, else the first.</summary>
    private static int TextOf(IReadOnlyList<string[]> sample)
    {
        int[] kinds = [.. Enumerable.Range(0, 2).Select(column => sample.Select(row => row.ElementAtOrDefault(column)?.Trim()).Distinct().Count())];
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

    private static int? Number(string? column) => int.TryParse(column?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 ? number - 1 : null;

    private static bool Same(string field, string? name) => name is not null && field.Trim().Equals(name, StringComparison.OrdinalIgnoreCase);
}
