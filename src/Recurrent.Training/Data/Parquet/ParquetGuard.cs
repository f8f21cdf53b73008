using System.Buffers.Binary;
using Parquet.Meta;

namespace Recurrent.Training.Data.Parquet;

/// <summary>Holds the sizes a Parquet file claims against its bytes before anything is allocated for them.</summary>
internal sealed class ParquetGuard(Stream content)
{
    /// <summary>What a page of few bytes may grow to, and how often larger ones may hold their bytes.</summary>
    private const long SmallPage = 16 << 20;
    private const long MostGrowth = 1024;

    /// <summary>What a group may have in rows however small the file, and for each byte of it.</summary>
    private const long UsualRows = 1 << 20;
    private const long MostRowsPerByte = 256;
    private const int LongestHeader = 16 << 20;
    private const int Tail = 8;
    private static ReadOnlySpan<byte> Magic => "PAR1"u8;

    /// <summary>Looks through the footer.</summary>
    /// <exception cref="InvalidDataException">It is not there, or damaged.</exception>
    public void CheckFooter()
    {
        if (content.Length < Magic.Length + Tail) throw new InvalidDataException("it ends too early");
        var tail = Read(content.Length - Tail, Tail);
        if (tail.AsSpan(4).SequenceEqual("PARE"u8)) throw new InvalidDataException("it is encrypted");
        if (!tail.AsSpan(4).SequenceEqual(Magic)) throw new InvalidDataException("it has no end: writing or copying it was broken off");
        var length = BinaryPrimitives.ReadInt32LittleEndian(tail);
        if (length <= 0 || length > content.Length - Tail - Magic.Length) throw new InvalidDataException("the length of its description is damaged");
        new CompactThrift(Read(content.Length - Tail - length, length)).Skip(CompactThrift.Structure);
    }

    /// <summary>The rows of a group.</summary>
    /// <exception cref="InvalidDataException">There cannot be so many.</exception>
    public int Rows(RowGroup group)
    {
        var most = Math.Min(int.MaxValue / 2, UsualRows + (content.Length * MostRowsPerByte));
        return group.NumRows is >= 0 and var rows && rows <= most ? (int)rows : throw new InvalidDataException($"a group of {group.NumRows} rows in {content.Length} bytes");
    }

    /// <summary>Looks through the headers of the pages of a column.</summary>
    /// <param name="column">The column in a group of rows.</param>
    /// <param name="rows">Rows of the group.</param>
    /// <returns>The place behind its last page.</returns>
    /// <exception cref="InvalidDataException">A page claims what cannot be.</exception>
    public long CheckPages(ColumnMetaData column, int rows)
    {
        if (column.NumValues != rows) throw new InvalidDataException($"{column.NumValues} values for {rows} rows");
        var place = column.DictionaryPageOffset is > 0 and var first ? Math.Min(first, column.DataPageOffset > 0 ? column.DataPageOffset : first) : column.DataPageOffset;
        for (long values = 0; values < rows;)
        {
            var page = Header(place);
            place += page.HeaderBytes;
            if (page.StoredBytes > content.Length - place) throw new InvalidDataException("a page that goes on behind the end of the file");
            CheckSizes(page, column.Codec, place, rows - values);
            if (page.IsData) values += page.Values;
            place += page.StoredBytes;
        }

        return place;
    }

    private void CheckSizes(ParquetPage page, CompressionCodec codec, long place, long rows)
    {
        if (page.Type is not (0 or 2 or 3) || page.Bytes < 0 || page.StoredBytes < 0 || page.Values < 0) throw new InvalidDataException("a page with damaged sizes");
        if (page.Bytes > SmallPage + (page.StoredBytes * MostGrowth)) throw new InvalidDataException($"a page of {page.Bytes} bytes in {page.StoredBytes}");
        if (page.Values > (page.IsData ? rows : page.Bytes / 4)) throw new InvalidDataException($"a page of {page.Values} values in {page.Bytes} bytes");
        if (page.LevelBytes > page.StoredBytes) throw new InvalidDataException("a page with damaged sizes");
        if (codec != CompressionCodec.SNAPPY || page.StoredBytes == page.LevelBytes) return;

        // Snappy says once more how long its content is, and decoders believe it.
        var start = Read(place + page.LevelBytes, Math.Min(10, page.StoredBytes - page.LevelBytes));
        if (page.Bytes != page.StoredBytes && new CompactThrift(start).Unsigned() > (ulong)page.Bytes) throw new InvalidDataException("a page with damaged sizes");
    }

    private ParquetPage Header(long place)
    {
        for (var length = 256; ; length *= 4)
        {
            var bytes = Read(place, (int)Math.Clamp(content.Length - place, 0, length));
            try
            {
                return ParquetPage.Read(bytes);
            }
            catch (InvalidDataException) when (bytes.Length == length && length < LongestHeader)
            {
                // A header with long extreme values in it: look further.
            }
        }
    }

    private byte[] Read(long place, int count)
    {
        if (place < 0 || place > content.Length) throw new InvalidDataException("a place outside of the file");
        var bytes = new byte[count];
        content.Position = place;
        content.ReadExactly(bytes);
        return bytes;
    }
}
