using Recurrent.Training.Data;

namespace Recurrent.Text.Classification.Reading;

/// <summary>Reads labelled texts from CSV, TSV and JSON-lines files, plain or gzip.</summary>
public static class LabelledTextReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Names of the columns and the format; null finds them.</param>
    /// <returns>Its texts in order.</returns>
    /// <exception cref="DataFormatException">The file is missing, is no such file, or a row cannot be used; the message names file and row.</exception>
    public static LabelledTexts Read(string path, TextReaderOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Read(new TextLines(path, isProse: true), options ?? new TextReaderOptions());
    }

    internal static LabelledTexts Read(TextLines lines, TextReaderOptions options)
    {
        using var table = new TextRows(lines, options, needsLabels: true);
        var texts = new List<LabelledText>();
        while (table.Next() is { } row) texts.Add(new LabelledText(row.Text, row.Labels!) { File = table.File, Row = row.Line });
        return texts.Count > 0
            ? new LabelledTexts(texts, table.Found)
            : throw new DataFormatException { File = table.File, Found = "a header and no text", Expected = "at least one text", Fix = "Check that the export wrote the file" };
    }
}
