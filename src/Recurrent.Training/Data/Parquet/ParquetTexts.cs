using System.Buffers;
using System.Text;
using Parquet.Schema;

namespace Recurrent.Training.Data.Parquet;

/// <summary>A column of text, quoted where CSV wants it.</summary>
internal sealed class ParquetTexts(DataField field) : ParquetValues<ReadOnlyMemory<char>>(field)
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",;\t|\"\r\n");

    /// <summary>The text as a field.</summary>
    public static string AsField(string text) => NeedsQuotes(text) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    protected override void Write(ReadOnlyMemory<char> value, ArrayBufferWriter<byte> destination)
    {
        if (NeedsQuotes(value.Span)) Encoding.UTF8.GetBytes(AsField(value.ToString()), destination);
        else Encoding.UTF8.GetBytes(value.Span, destination);
    }

    private static bool NeedsQuotes(ReadOnlySpan<char> text) => text.ContainsAny(Special);
}
