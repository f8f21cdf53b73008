using System.IO.Compression;
using Recurrent.Training.Data.Parquet;

namespace Recurrent.Training.Data;

/// <summary>CSV out of whatever it is packed in.</summary>
internal static class PackedContent
{
    /// <summary>The content as CSV, where its first bytes say that it is gzip or Parquet; the name says little, as downloads are often unpacked without being renamed.</summary>
    /// <param name="content">A stream at its beginning, which belongs to the stream returned; one that cannot go back is returned as it is.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="mayBeTable">Whether a table is wanted; running text is not, and a table would be read as such by mistake.</param>
    /// <exception cref="DataFormatException">It is Parquet and cannot be read, or is not wanted.</exception>
    public static Stream Unpack(Stream content, string file, bool mayBeTable = true)
    {
        if (!content.CanSeek) return content;
        Span<byte> start = stackalloc byte[4];
        var count = content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        content.Position = 0;
        if (start[..count].SequenceEqual("PAR1"u8))
        {
            return mayBeTable ? new ParquetText(file, content) : throw new DataFormatException
            {
                File = file,
                Found = "a Parquet file",
                Expected = "running text",
                Fix = "Write the column with the text into a text file, a line a row",
            };
        }
        return start[..count].StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? new GZipStream(content, CompressionMode.Decompress) : content;
    }
}
