using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using Recurrent.MLNet.Columns;
using Recurrent.Text.Classification;
using Recurrent.Training.Data;

namespace Recurrent.MLNet.TextClassification;

/// <summary>Reads labelled texts from the rows of a data view.</summary>
internal static class TextRows
{
    public static List<LabelledText> Read(IDataView input, TextColumnNames names)
    {
        var (text, label) = (input.Schema[names.Text], input.Schema[names.Label]);
        using var cursor = input.GetRowCursor([text, label]);
        var (readText, readLabel) = (cursor.GetGetter<ReadOnlyMemory<char>>(text), LabelReader.Of(cursor, label));
        var texts = new List<LabelledText>();
        ReadOnlyMemory<char> value = default;
        while (cursor.MoveNext())
        {
            readText(ref value);
            if (value.Span.IsWhiteSpace()) throw Missing(cursor, names.Text, "an empty text", "a text to learn from");
            var name = readLabel();
            if (name.Length == 0) throw Missing(cursor, names.Label, "no label", "the class of the text");
            texts.Add(new LabelledText(value.ToString(), name) { File = RowErrors.View, Row = cursor.Position + 1 });
        }

        return texts.Count > 0 ? texts : throw RowErrors.NoRows();
    }

    /// <summary>Names of the classes in the order of the keys; empty when the label is text.</summary>
    public static ImmutableArray<string> Keys(DataViewSchema.Column label) => label.Type is KeyDataViewType ? LabelReader.KeyNames(label) : [];

    private static DataFormatException Missing(DataViewRow row, string column, string found, string expected) =>
        RowErrors.At(row, column, found, expected, "Fill it, or leave the row out with FilterRowsByMissingValues or Take and Skip");
}
