using System.IO.Compression;
using System.Text;
using Recurrent.TimeSeries.Finance.Prices;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Tests.Finance;

public sealed class PriceReaderTests
{
    private const string Range = "Date,Open,High,Low,Close,Adj Close,Volume\n1/4/1999,10,12,9,11,11,500\n1/5/1999,11,11.5,10,10.5,10.5,700\n1/6/1999,10.5,13,10.5,13,13,1\n";

    [Fact]
    public void Closes_are_read_and_rows_without_one_are_skipped_and_counted()
    {
        var table = Read("date,close\n2024-01-02,10\n2024-01-03,.\n2024-01-04,\n2024-01-05,11\n");
        Assert.Equal((2, 2, false), (table.Days, table.SkippedRows, table.HasRange));
        Assert.Equal(new PriceBar(new DateOnly(2024, 1, 5), 11), table[1]);
        Assert.Equal(Math.Log(1.1), table.Return(1), 12);
    }

    [Fact]
    public void Range_is_read_whatever_the_case_and_other_columns_are_left_out()
    {
        var table = Read(Range);
        Assert.Equal((3, true), (table.Days, table.HasRange));
        Assert.Equal(new PriceBar(new DateOnly(1999, 1, 5), 10.5) { Open = 11, High = 11.5, Low = 10 }, table[1]);
        Assert.False(Read(Range, new PriceReaderOptions { ClosesOnly = true }).HasRange);
        Assert.False(Read(Range, new PriceReaderOptions { CloseColumn = "Adj Close" }).HasRange);
    }

    [Theory]
    [InlineData("day;price\n31.12.2023;1,5\n02.01.2024;1,25\n")]
    [InlineData("\uFEFFobservation_date\tWTI\r\n2023-12-31\t1.5\r\n2024-01-02\t1.25\r\n")]
    [InlineData("2023-12-31,1.5\n2024-01-02,1.25\n")]
    public void One_column_beside_the_date_is_the_close(string text)
    {
        var table = Read(text);
        Assert.Equal(new PriceBar(new DateOnly(2023, 12, 31), 1.5), table[0]);
        Assert.Equal(new PriceBar(new DateOnly(2024, 1, 2), 1.25), table[1]);
    }

    [Fact]
    public void Gzip_is_read_as_it_is()
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionMode.Compress)) zip.Write(Encoding.UTF8.GetBytes(Range));
        using var file = new TemporaryFile(packed.ToArray());
        Assert.Equal(3, PriceReader.Read(file.Path).Days);
    }

    [Theory]
    [InlineData("date,close\n2024-01-02,10\n2024-01-03,0\n", 3L, "close 0", "above 0", "remove")]
    [InlineData("date,close\n2024-01-02,10\n2024-01-03,-4\n", 3L, "close -4", "above 0", "remove")]
    [InlineData("date,close\n2024-01-02,10\n2024-01-03,Infinity\n", 3L, "'Infinity'", "finite", "Replace")]
    [InlineData("date,close\n2024-01-02,10\n2024-01-03,ten\n", 3L, "'ten'", "finite", "Correct")]
    [InlineData("date,close\n2024-01-02,10\n2024-01-02,11\n", 3L, "2024-01-02 again, as in row 2", "one row a day", "Remove")]
    [InlineData("date,close\n2024-01-03,10\n2024-01-02,11\n", 3L, "2024-01-02 behind 2024-01-03 of row 2", "growing", "Sort")]
    [InlineData("date,close\n2024-01-03,10\n\n2024-01-04\n", 4L, "1 field", "2 as in", "complete")]
    [InlineData("date,close\n2024-01-03,10\n2024-01-33,11\n", 2L, "'2024-01-03'", "dates of one format", "--time-pattern")]
    [InlineData("date,close\n2024-01-03,10\n,11\n", 3L, "no date", "form yyyy-MM-dd", "--time-pattern")]
    [InlineData("date,open,high,low,close\n2024-01-03,10,9,11,10\n2024-01-04,1,1,1,1\n", 2L, "high 9 below the low 11", "low ≤ open", "--closes-only")]
    [InlineData("date,open,high,low,close\n2024-01-03,10,11,9,12\n2024-01-04,1,1,1,1\n", 2L, "high 11 below the close 12", "low ≤ open", "--closes-only")]
    [InlineData("date,open,high,low,close\n2024-01-03,8,11,9,10\n2024-01-04,1,1,1,1\n", 2L, "low 9 above the open 8", "low ≤ open", "--closes-only")]
    [InlineData("date,open,high,low,close\n2024-01-03,10,11,,10\n2024-01-04,1,1,1,1\n", 2L, "some prices", "all of open", "--closes-only")]
    [InlineData("date,a,b\n2024-01-03,10,11\n2024-01-04,1,1\n", 1L, "date, a, b", "'close'", "--target-col")]
    [InlineData("x,y,z\nq,10,11\nr,1,1\n", 1L, "without dates", "'date'", "--time-col")]
    [InlineData("date,close\n2024-01-02,10\n", null, "1 row with prices", "two days", "Check")]
    [InlineData("date,close\n2024-01-02,10\n2024-01-03,.\n", null, "1 row with prices and 1 without", "two days", "Check")]
    public void Unsound_rows_are_refused_with_row_found_expected_and_fix(string text, long? row, string found, string expected, string fix)
    {
        var refusal = Assert.Throws<DataFormatException>(() => Read(text));
        Assert.Equal(row, refusal.Row);
        Assert.Contains(found, refusal.Found, StringComparison.Ordinal);
        Assert.Contains(expected, refusal.Expected, StringComparison.Ordinal);
        Assert.Contains(fix, refusal.Fix, StringComparison.Ordinal);
        Assert.NotEqual("", refusal.File);
    }

    [Fact]
    public void A_mistyped_column_is_answered_with_the_nearest_name()
    {
        var refusal = Assert.Throws<DataFormatException>(() => Read(Range, new PriceReaderOptions { CloseColumn = "Adj Clse" }));
        Assert.Contains("did you mean 'Adj Close'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_files_are_refused_or_read_and_never_fail_otherwise()
    {
        var random = new Random(17);
        var sound = Encoding.UTF8.GetBytes(Range);
        var pieces = new[] { ",", "\n", "\"", ".", "-1", "1e400", "NaN", "\0", "é", "99/99/9999", "0", ",,,,,,", "\r" };
        var (refused, read) = (0, 0);
        for (var round = 0; round < 1500; round++)
        {
            var bytes = sound.ToList();
            for (var change = random.Next(1, 3); change > 0; change--)
            {
                var place = random.Next(bytes.Count);
                switch (random.Next(4))
                {
                    case 0: bytes[place] = (byte)random.Next(256); break;
                    case 1: bytes.RemoveRange(place, Math.Min(bytes.Count - place, random.Next(1, 12))); break;
                    case 2: bytes.InsertRange(place, Encoding.UTF8.GetBytes(pieces[random.Next(pieces.Length)])); break;
                    default: bytes.InsertRange(place, bytes.Skip(random.Next(bytes.Count)).Take(random.Next(30)).ToArray()); break;
                }
                if (bytes.Count == 0) break;
            }
            using var file = new TemporaryFile([.. bytes]);
            try
            {
                var table = PriceReader.Read(file.Path);
                for (var day = 1; day < table.Days; day++) Assert.True(double.IsFinite(table.Return(day)) && table[day].Date > table[day - 1].Date);
                read++;
            }
            catch (DataFormatException refusal)
            {
                Assert.Contains(file.Path, refusal.Message, StringComparison.Ordinal);
                refused++;
            }
        }
        Assert.True(refused > 300 && read > 100, $"{refused} refused, {read} read");
    }

    [Fact]
    public void Shared_files_are_read_as_their_notes_say()
    {
        var sp500 = PriceReader.Read(SharedData.Prices("sp500/sp500.csv.gz"));
        Assert.Equal((5031, true, 0L), (sp500.Days, sp500.HasRange, sp500.SkippedRows));
        Assert.Equal((new DateOnly(1999, 1, 4), new DateOnly(2018, 12, 31)), (sp500[0].Date, sp500[^1].Date));
        var wti = PriceReader.Read(SharedData.Prices("wti/wti.csv.gz"));
        Assert.Equal((8321, false, 290L), (wti.Days, wti.HasRange, wti.SkippedRows));
        Assert.Equal(134, Enumerable.Range(1, wti.Days - 1).Count(day => wti.Return(day) == 0));
    }

    private static PriceTable Read(string text, PriceReaderOptions? options = null)
    {
        using var file = new TemporaryFile(text);
        return PriceReader.Read(file.Path, options);
    }
}
