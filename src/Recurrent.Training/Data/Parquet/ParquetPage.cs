namespace Recurrent.Training.Data.Parquet;

/// <summary>What the header of a page claims.</summary>
/// <param name="Type">0 data, 2 dictionary, 3 data in the second form.</param>
/// <param name="Bytes">Bytes once uncompressed.</param>
/// <param name="StoredBytes">Bytes in the file, behind the header.</param>
/// <param name="Values">Values, missing ones included.</param>
/// <param name="LevelBytes">Bytes in front of the compressed ones (second form).</param>
/// <param name="HeaderBytes">Bytes of the header itself.</param>
internal readonly record struct ParquetPage(int Type, int Bytes, int StoredBytes, int Values, int LevelBytes, int HeaderBytes)
{
    /// <summary>Values in order, where the page is no dictionary.</summary>
    public bool IsData => Type is 0 or 3;

    /// <summary>Reads a header.</summary>
    /// <exception cref="InvalidDataException">The bytes end, or are no header.</exception>
    public static ParquetPage Read(ReadOnlySpan<byte> bytes)
    {
        var thrift = new CompactThrift(bytes);
        var page = new ParquetPage(Type: -1, -1, -1, -1, 0, 0);
        var field = 0;
        while (thrift.NextField(ref field, out var type))
        {
            switch (field)
            {
                case 1: page = page with { Type = Int32(ref thrift, type) }; break;
                case 2: page = page with { Bytes = Int32(ref thrift, type) }; break;
                case 3: page = page with { StoredBytes = Int32(ref thrift, type) }; break;
                case 5 or 7 or 8 when type == CompactThrift.Structure: page = page.WithCounts(ref thrift); break;
                default: thrift.Skip(type); break;
            }
        }

        return page with { HeaderBytes = thrift.Position };
    }

    /// <summary>The count of values is the first field in all three forms; only the second form of data has fields 5 and 6 of numbers.</summary>
    private ParquetPage WithCounts(ref CompactThrift thrift)
    {
        var (page, field) = (this with { LevelBytes = 0 }, 0);
        while (thrift.NextField(ref field, out var type))
        {
            if (field == 1) page = page with { Values = Int32(ref thrift, type) };
            else if (field is 5 or 6 && type == CompactThrift.Int32) page = page with { LevelBytes = checked(page.LevelBytes + Int32(ref thrift, type)) };
            else thrift.Skip(type);
        }

        return page;
    }

    private static int Int32(ref CompactThrift thrift, int type) =>
        type == CompactThrift.Int32 && thrift.Number() is >= 0 and <= int.MaxValue and var value ? (int)value : throw new InvalidDataException("a page with damaged sizes");
}
