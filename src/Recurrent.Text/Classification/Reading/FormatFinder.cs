using Recurrent.Training.Data;

namespace Recurrent.Text.Classification.Reading;

/// <summary>Tells how texts stand in a file by its name, then by its first line.</summary>
internal static class FormatFinder
{
    public static TextFormat Of(TextLines lines, TextReaderOptions options, bool needsLabels)
    {
        var name = lines.File.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? lines.File[..^3] : lines.File;
        return Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".csv" => TextFormat.Csv,
            ".tsv" or ".tab" => TextFormat.Tsv,
            ".jsonl" or ".ndjson" or ".json" => TextFormat.Jsonl,
            _ => ByContent(lines.Peek() ?? "", options, needsLabels),
        };
    }

    private static TextFormat ByContent(string line, TextReaderOptions options, bool needsLabels)
    {
        if (line.TrimStart().StartsWith('{') && line.TrimEnd().EndsWith('}')) return TextFormat.Jsonl;
        if (line.Split('\t') is { Length: > 1 } cells && (cells.Length == 2 || ColumnFinder.IsHeader(cells, options))) return TextFormat.Tsv;
        var fields = line.Split(CsvRows.DelimiterOf(line)).Select(static field => field.Trim().Trim('"')).ToArray();
        var isHeader = fields.All(static field => field.Length is > 0 and < 64) && ColumnFinder.IsHeader(fields, options);
        return isHeader || needsLabels ? TextFormat.Csv : TextFormat.Lines;
    }
}
