using Parquet.Meta;
using Recurrent.Training.Data.Parquet;

namespace Recurrent.TimeSeries.Tests.Reading;

/// <summary>Claims about sizes, made of single bytes: what the library would allocate for them never comes to it.</summary>
public sealed class ParquetGuardTests
{
    private const int Rows = 10;
    private static readonly byte[] Data = new byte[80];

    [Fact]
    public void Whole_pages_pass_and_their_end_is_known() => Assert.Equal(4 + Header().Length + Data.Length, Check(Header()));

    [Theory]
    [InlineData(int.MaxValue, 80, Rows, "a page of 2147483647 bytes in 80")]
    [InlineData(-1, 80, Rows, "damaged sizes")]
    [InlineData(80, -1, Rows, "damaged sizes")]
    [InlineData(80, 81, Rows, "behind the end of the file")]
    [InlineData(80, 80, Rows + 1, "a page of 11 values")]
    [InlineData(80, 80, -1, "damaged sizes")]
    public void Claims_of_pages_are_held_against_the_file(int bytes, int stored, int values, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Check(Header(0, bytes, stored, values))).Message, StringComparison.Ordinal);

    [Fact]
    public void Dictionaries_hold_no_more_values_than_bytes() =>
        Assert.Contains("a page of 21 values in 80 bytes", Assert.Throws<InvalidDataException>(() => Check(Header(type: 2, values: 21))).Message, StringComparison.Ordinal);

    [Fact]
    public void Snappy_claims_no_more_than_the_page()
    {
        byte[] start = [.. Number(1_000_000, isSigned: false)];
        start.CopyTo(Data, 0);
        Assert.Contains("damaged sizes", Assert.Throws<InvalidDataException>(() => Check(Header(bytes: 100), CompressionCodec.SNAPPY)).Message, StringComparison.Ordinal);
        Check(Header(bytes: 1_000_000), CompressionCodec.SNAPPY);
    }

    [Fact]
    public void Pages_without_values_come_to_the_end_of_the_file_and_no_further() =>
        Assert.Throws<InvalidDataException>(() => Check([.. Enumerable.Repeat(Header(bytes: 0, stored: 0, values: 0), 1000).SelectMany(static header => header)]));

    [Fact]
    public void Groups_hold_no_more_rows_than_a_file_can()
    {
        var guard = new ParquetGuard(new MemoryStream(new byte[1000]));
        Assert.Equal(1_000_000, guard.Rows(new RowGroup { NumRows = 1_000_000 }));
        Assert.Throws<InvalidDataException>(() => guard.Rows(new RowGroup { NumRows = 2_000_000 }));
        Assert.Throws<InvalidDataException>(() => guard.Rows(new RowGroup { NumRows = -1 }));
    }

    [Fact]
    public void Descriptions_neither_nest_without_end_nor_count_what_is_not_there()
    {
        // A structure in a structure in a structure …; then a list of 2³¹ numbers, a text of 2³¹ bytes, and a number that never ends.
        Refused([.. Enumerable.Repeat((byte)0x1C, 100_000)]);
        Refused([0x19, 0xF5, .. Number(int.MaxValue, isSigned: false), 0]);
        Refused([0x18, .. Number(int.MaxValue, isSigned: false), 0]);
        Refused([0x15, .. Enumerable.Repeat((byte)0xFF, 20), 0]);
        Refused([0x1E]);
        new CompactThrift([0x19, 0x32, 1, 2, 1, 0x1B, 1, 0x58, 8, 1, 65, 0]).Skip(CompactThrift.Structure);
    }

    private static void Refused(byte[] bytes) => Assert.Throws<InvalidDataException>(() => new CompactThrift(bytes).Skip(CompactThrift.Structure));

    private static long Check(byte[] header, CompressionCodec codec = CompressionCodec.UNCOMPRESSED) =>
        new ParquetGuard(new MemoryStream([.. "PAR1"u8, .. header, .. Data])).CheckPages(new ColumnMetaData { NumValues = Rows, DataPageOffset = 4, Codec = codec }, Rows);

    /// <summary>Fields 1 to 3 are numbers, 5 or 7 a structure whose first field is a number, in Thrift's compact form.</summary>
    private static byte[] Header(int type = 0, int bytes = 80, int stored = 80, int values = Rows) =>
    [
        0x15, .. Number(type), 0x15, .. Number(bytes), 0x15, .. Number(stored), (byte)(type == 2 ? 0x4C : 0x2C), 0x15, .. Number(values), 0, 0,
    ];

    private static IEnumerable<byte> Number(int value, bool isSigned = true)
    {
        var rest = isSigned ? (uint)((value << 1) ^ (value >> 31)) : (uint)value;
        for (; rest > 127; rest >>= 7) yield return (byte)(rest | 128);
        yield return (byte)rest;
    }
}
