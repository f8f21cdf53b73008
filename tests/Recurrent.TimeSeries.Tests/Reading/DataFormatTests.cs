using System.Text;
using Recurrent.TimeSeries.Reading;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Tests.Reading;

public sealed class DataFormatTests
{
    [Theory]
    [InlineData("", null, "empty file")]
    [InlineData("\n\n \n", 1L, "blank lines")]
    [InlineData("ds,y\n", 1L, "only a header line")]
    [InlineData("ds,y\n2024-01,1\n2024-02,x1\n2024-03,2\n2024-04,2\n", 3L, "'x1'")]
    [InlineData("ds,y\n2024-01,1\n2024-02,inf\n2024-03,3\n", 3L, "'inf'")]
    [InlineData("ds,y\n2024-01,1\n2024-02,1e999\n2024-03,3\n", 3L, "infinite")]
    [InlineData("ds,y\n2024-01,1\n2024-02,\"1,5\"\n2024-03,3\n", 3L, "--decimal-comma")]
    [InlineData("ds,y\n2024-01,1\n2024-02,2\n2024-02,3\n", 4L, "a second time (first in row 3)")]
    [InlineData("ds,y\n2024-02,1\n2024-01,2\n", 3L, "behind the later 2024-02")]
    [InlineData("ds,y\n2024-01-01,1\n2024-02-01,2\n2024-03-01,2\n2024-04-15,3\n", 5L, "expected 2024-04-01 (monthly data)")]
    [InlineData("ds,y\n2024-01,1\n2024-02,2,3\n", 3L, "3 fields")]
    [InlineData("ds,y\n2024-01,1\n2024-02\n", 3L, "1 field;")]
    [InlineData("ds,y\n2024-01,1\n", 2L, "at least 2")]
    [InlineData("unique_id,ds,y\na,1,1\na,2,1\nb,1,1\n", 4L, "series 'b'")]
    [InlineData("ds,y\n2024-01,1\n\"2024-02,2\n2024-03,3\n", 3L, "never closed")]
    [InlineData("ds,y\n\"2024-01\"x,1\n", 2L, "behind a closing quote")]
    [InlineData("ds,y\n2024-01,1\n2024-02,2\0\n", 3L, "NUL")]
    [InlineData("ds,y\n2024-01,1\n2024-02,2\u0007\n", 3L, "0x07")]
    [InlineData("ds,y\n2024-01,1\n2024-02,2\n03/2024,3\n", 4L, "'03/2024'")]
    [InlineData("ds,y\nsoon,1\nlater,2\n", 2L, "'soon'")]
    [InlineData("y,y\n1,2\n3,4\n", 1L, "same column name twice")]
    [InlineData("unique_id,ds,y\n,1,1\n,2,2\n", 2L, "no series id")]
    public void Bad_data_are_refused_with_their_row(string text, long? row, string found)
    {
        var error = Refused(Encoding.UTF8.GetBytes(text));
        Assert.Equal(row, error.Row);
        Assert.Contains(found, error.Message, StringComparison.Ordinal);
        if (row is not null) Assert.Contains($"row {row}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_are_file_lines_behind_blank_lines_and_quoted_line_ends()
    {
        var error = Refused("unique_id,ds,y\r\n\r\n\"a\r\nb\",1,5\r\n\"a\r\nb\",2,oops\r\n\"a\r\nb\",3,5\r\n"u8.ToArray());
        Assert.Equal(5, error.Row);
        Assert.Equal("y", error.Column);
    }

    [Fact]
    public void Missing_file_suggests_a_near_name()
    {
        using var file = new TemporaryFile("y\n1\n2\n");
        var error = Assert.Throws<DataFormatException>(() => SeriesReader.Read(file.Path[..^1]));
        Assert.Contains($"did you mean '{Path.GetFileName(file.Path)}'", error.Message, StringComparison.Ordinal);
        Assert.Throws<DataFormatException>(() => SeriesReader.Read(Path.Combine(file.Path, "below.csv")));
        Assert.Throws<DataFormatException>(() => SeriesReader.Read(Path.GetTempPath()));
        Assert.Throws<DataFormatException>(() => SeriesReader.Read(""));
        Assert.Throws<DataFormatException>(() => SeriesReader.Read("a\0b"));
    }

    [Fact]
    public void Unknown_column_suggests_the_nearest()
    {
        var error = Refused("ds,sales\n1,2\n2,3\n"u8.ToArray(), new SeriesReaderOptions { TargetColumn = "salse" });
        Assert.Contains("did you mean 'sales'", error.Message, StringComparison.Ordinal);
        Assert.Contains("--target-col", error.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void Ambiguous_target_lists_the_candidates()
    {
        var error = Refused("date,open,close\n2024-01-01,2,3\n2024-01-02,3,4\n"u8.ToArray());
        Assert.Contains("'open', 'close'", error.Message, StringComparison.Ordinal);
        Assert.Contains("--target-col open", error.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void Changing_constants_are_refused()
    {
        var constant = Refused("ds,y,city\n1,2,Bonn\n2,3,Rome\n"u8.ToArray(), new SeriesReaderOptions { StaticCovariates = ["city"] });
        Assert.Equal(("city", 3), (constant.Column, constant.Row));
    }

    [Fact]
    public void Encodings_and_binaries_are_named()
    {
        Assert.Contains("UTF-16", Refused(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("y\n1\n")).ToArray()).Message, StringComparison.Ordinal);
        var latin = Refused([.. "ds,y\n2024-01,1\nM"u8, 0xE4, .. "rz,2\n"u8]);
        Assert.Equal(3, latin.Row);
        Assert.Contains("not UTF-8", latin.Message, StringComparison.Ordinal);
        Assert.Contains("Excel", Refused([.. "PK\u0003\u0004"u8, 1, 2, 3]).Message, StringComparison.Ordinal);
        Assert.Contains("a Parquet file that cannot be read", Refused("PAR1xyz"u8.ToArray()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Absurd_fields_and_lines_are_refused_without_reading_on()
    {
        Assert.Equal(2, Refused(Encoding.UTF8.GetBytes("ds,y\n1," + new string('7', 100_000) + "\n2,3\n")).Row);
        Assert.Equal(2, Refused(Encoding.UTF8.GetBytes("ds,y\n" + new string(',', 100_000) + "\n")).Row);
        Assert.Equal(2, Refused(Encoding.UTF8.GetBytes("ds,y\n" + new string(',', 300_000) + "\n")).Row);
        Assert.Equal(2, Refused(Encoding.UTF8.GetBytes("ds,y\n" + new string(' ', (4 << 20) + 1) + "\n")).Row);
    }

    [Fact]
    public void Wide_rows_are_checked_too()
    {
        const string header = "V1,V2,V3\n";
        Assert.Equal(3, Refused(Encoding.UTF8.GetBytes(header + "a,1,2\na,3,4\n")).Row);
        Assert.Equal(2, Refused(Encoding.UTF8.GetBytes(header + "a,1,\n")).Row);
        Assert.Equal(2, Refused(Encoding.UTF8.GetBytes(header + "a,1,2,3\n")).Row);
        Assert.Contains("'x'", Refused(Encoding.UTF8.GetBytes(header + "a,x,2\n")).Message, StringComparison.Ordinal);
    }

    private static DataFormatException Refused(byte[] bytes, SeriesReaderOptions? options = null)
    {
        using var file = new TemporaryFile(bytes);
        var error = Assert.Throws<DataFormatException>(() => SeriesReader.Read(file.Path, options));
        Assert.StartsWith(file.Path, error.Message, StringComparison.Ordinal);
        return error;
    }
}
