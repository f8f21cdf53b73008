using System.Text;
using Recurrent.Training.Data;

namespace Recurrent.Training.Tests.Data;

public class CsvRowsTests
{
    private const int LongestField = 1000;

    [Fact]
    public void Row_is_given_before_the_next_one_comes()
    {
        string[] lines = ["a,b\n", "1,\"x\n", "y\"\n", "2,z\r\n", "3,\n"];
        using var stream = new LineStream(lines);
        using var rows = new CsvRows(new TextLines(stream, "stdin", isProse: true), ',', LongestField);
        foreach (var (known, first) in new[] { (1, "a"), (3, "1"), (4, "2"), (5, "3") })
        {
            Assert.True(rows.Read());
            Assert.Equal(first, rows.Field(0).ToString());
            Assert.Equal(known, stream.Given);
        }
        Assert.False(rows.Read());
    }

    [Fact]
    public void Fields_can_be_had_with_the_blanks_around_them()
    {
        using var rows = Rows(" a , \" b\",\"  \"\n");
        Assert.True(rows.Read());
        Assert.Equal([" a ", " \" b\"", "  "], [rows.RawField(0).ToString(), rows.RawField(1).ToString(), rows.RawField(2).ToString()]);
        Assert.Equal("a", rows.Field(0).ToString());
        Assert.True(rows.RawField(3).IsEmpty);
    }

    [Theory]
    [InlineData(true, "a||b|  |")]
    [InlineData(false, "a|b")]
    public void Blank_lines_are_rows_where_they_are_kept(bool keeps, string expected)
    {
        using var rows = Rows("a\n\nb\n  \n\n", keeps);
        var fields = new List<string>();
        var places = new List<long>();
        while (rows.Read())
        {
            Assert.Equal(1, rows.FieldCount);
            fields.Add(rows.RawField(0).ToString());
            places.Add(rows.Line);
        }
        Assert.Equal(expected.Split('|'), fields);
        Assert.Equal(keeps ? [1, 2, 3, 4, 5] : [1, 3], places);
    }

    private static CsvRows Rows(string text, bool keepsBlankLines = false) =>
        new(new TextLines(new MemoryStream(Encoding.UTF8.GetBytes(text)), "stdin", isProse: true), ',', LongestField, keepsBlankLines);

    /// <summary>Gives a line when asked for more, as somebody who types.</summary>
    private sealed class LineStream(string[] lines) : MemoryStream
    {
        public int Given { get; private set; }

        public override bool CanSeek => false;

        public override int Read(Span<byte> buffer) => Given == lines.Length ? 0 : Encoding.UTF8.GetBytes(lines[Given++], buffer);

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    }
}
