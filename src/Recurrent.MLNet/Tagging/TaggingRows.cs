using Microsoft.ML;
using Recurrent.MLNet.Columns;
using Recurrent.Text.Tagging;

namespace Recurrent.MLNet.Tagging;

/// <summary>Reads tagged sentences from the rows of a data view.</summary>
internal static class TaggingRows
{
    public static List<TaggedSentence> Read(IDataView input, TaggingColumnNames names)
    {
        var (tokens, label) = (input.Schema[names.Tokens], input.Schema[names.Label]);
        using var cursor = input.GetRowCursor([tokens, label]);
        var (readTokens, readTags) = (Tokens(cursor, tokens), LabelReader.OfVector(cursor, label));
        var sentences = new List<TaggedSentence>();
        while (cursor.MoveNext())
            sentences.Add(new TaggedSentence(readTokens(), readTags()) { File = RowErrors.View, Row = cursor.Position + 1 });
        return sentences.Count > 0 ? sentences : throw RowErrors.NoRows();
    }

    /// <summary>The tokens of the present row, none of them empty.</summary>
    public static Func<string[]> Tokens(DataViewRow row, DataViewSchema.Column column)
    {
        var read = LabelReader.TextVector(row, column);
        return () =>
        {
            var tokens = read();
            return Array.TrueForAll(tokens, static token => !string.IsNullOrWhiteSpace(token))
                ? tokens
                : throw RowErrors.At(row, column.Name, $"an empty token among {tokens.Length}", "tokens with letters", "Leave empty tokens out, as TokenizeIntoWords does");
        };
    }
}
