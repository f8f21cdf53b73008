using System.IO.Compression;
using System.Text;
using Recurrent.TimeSeries.Reading;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Tests.Reading;

public sealed class SeriesReaderTests
{
    [Fact]
    public void Long_file_with_ids_is_read_in_order()
    {
        var all = Read("unique_id,ds,y\nb,2024-01-01,1\nb,2024-01-02,2\na,2024-01-01,3\nb,2024-01-03,4\na,2024-01-02,5\n");
        Assert.Equal(["b", "a"], all.Select(static series => series.Id));
        Assert.Equal([1, 2, 4], all["b"].Values.ToArray());
        Assert.Equal([3, 5], all["a"].Values.ToArray());
        Assert.Equal("daily", all.Frequency.Name);
        Assert.Equal(["2024-01-04"], all["b"].FutureStamps(1));
    }

    [Theory]
    [InlineData("1960-11,1960-12", "1961-01", "monthly")]
    [InlineData("1999/11,1999/12", "2000/01", "monthly")]
    [InlineData("199911,199912", "200001", "monthly")]
    [InlineData("1998,1999", "2000", "yearly")]
    [InlineData("1749,1749.08333333333,1749.16666666667", "1749.25", "monthly")]
    [InlineData("1749.08333,1749.16667,1749.25", "1749.33333", "monthly")]
    [InlineData("1990.00,1990.25,1990.50", "1990.75", "quarterly")]
    [InlineData("1990Q3,1990Q4", "1991Q1", "quarterly")]
    [InlineData("1990-Q3,1990-Q4", "1991-Q1", "quarterly")]
    [InlineData("20240130,20240131", "20240201", "daily")]
    [InlineData("2024-01-01T23:00:00Z,2024-01-02T00:00:00Z", "2024-01-02T01:00:00Z", "hourly")]
    [InlineData("2024-03-31 00:00:00+01:00,2024-03-31 01:00:00+01:00,2024-03-31 03:00:00+02:00", "2024-03-31 03:00:00+01:00", "hourly")]
    [InlineData("1/30/2024,1/31/2024", "2/1/2024", "daily")]
    [InlineData("30.01.2024,31.01.2024", "01.02.2024", "daily")]
    [InlineData("2024-01-01 00:00:00.25,2024-01-01 00:00:00.5,2024-01-01 00:00:00.75", "2024-01-01 00:00:01", "every 0.25 seconds")]
    [InlineData("0,5,10", "15", "index step 5")]
    [InlineData("0,0.5,1.0,1.5", "2", "index step 5")]
    [InlineData("Jan 2024,Feb 2024", "Mar 2024", "monthly")]
    [InlineData("30.01.24,31.01.24", "01.02.24", "daily")]
    [InlineData("1/30/24,1/31/24", "2/1/24", "daily")]
    [InlineData("1/1/2024 11:00 PM,1/2/2024 12:00 AM", "1/2/2024 1:00 AM", "hourly")]
    [InlineData("01/01/2024 11:30:00 AM,01/01/2024 12:00:00 PM", "01/01/2024 12:30:00 PM", "half-hourly")]
    [InlineData("01/01/2024,01/02/2024,01/03/2024,01/04/2024", "01/05/2024", "daily")]
    [InlineData("01/11/2023,01/12/2023,01/01/2024,01/02/2024", "01/03/2024", "monthly")]
    [InlineData("2024-01-05,2024-01-08,2024-01-09", "2024-01-10", "business-daily")]
    public void Stamps_continue_in_the_style_of_the_input(string stamps, string next, string frequency)
    {
        var rows = stamps.Split(',');
        var series = Read("ds,y\n" + string.Join('\n', rows.Select(static (stamp, i) => $"{stamp},{i}")))[0];
        Assert.Equal(next, series.FutureStamps(1)[0]);
        Assert.Equal(frequency, series.Frequency.Name);
        // Trailing zeros of a fraction (1990.50) are not written, as the usual exports do.
        Assert.StartsWith(series.Times.Text(1), rows[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("classics/air-passengers.csv", 144, "1949-01", "1961-01", "monthly")]
    [InlineData("classics/sunspots-yearly.csv", 289, "1700", "1989", "yearly")]
    [InlineData("classics/sunspots-monthly.csv", 3310, "1749", "2024.83333333333", "monthly")]
    [InlineData("classics/taylor-half-hourly-demand.csv", 4032, "1", "4033", "index")]
    public void Classic_files_need_no_option(string file, int length, string first, string next, string frequency)
    {
        var series = Assert.Single(SeriesReader.Read(SharedData.Forecasting(file)));
        Assert.Equal(length, series.Length);
        Assert.Equal(first, series.Times.Text(0));
        Assert.Equal(next, series.FutureStamps(1)[0]);
        Assert.Equal(frequency, series.Frequency.Name);
    }

    [Theory]
    [InlineData("Datum;Umsatz\n2024-01-01;12,5\n2024-01-02;-7\n2024-01-03;1000,25\n")]
    [InlineData("2024-01-01;12,5\n2024-01-02;-7\n2024-01-03;1000,25\n")]
    [InlineData("Datum\tUmsatz\n01.01.2024\t12,5\n02.01.2024\t-7\n03.01.2024\t1000,25\n")]
    public void Decimal_commas_are_found_where_the_comma_does_not_separate_fields(string text) =>
        Assert.Equal([12.5, -7, 1000.25], Read(text)[0].Values.ToArray());

    [Fact]
    public void Decimal_commas_are_read_in_quotes_when_asked() =>
        Assert.Equal([1.125, 2.5], Read("ds,y\n1,\"1,125\"\n2,\"2,5\"\n", new SeriesReaderOptions { DecimalComma = true })[0].Values.ToArray());

    [Theory]
    [InlineData("ds;y\n1;1,125\n2;2,250\n", "--decimal-comma")]
    [InlineData("ds;y\n1;1,5\n2;1.002,25\n3;1,5\n", "thousands")]
    [InlineData("ds;y\n1;1.5\n2;1,5\n3;1.5\n", "--decimal-comma")]
    public void Commas_that_may_be_thousands_are_refused(string text, string fix) =>
        Assert.Contains(fix, Assert.Throws<DataFormatException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Stamps_that_do_not_fit_the_given_pattern_are_reported_with_it()
    {
        var options = new SeriesReaderOptions { TimeColumn = "ds", TimePattern = "yyyy'W'MM" };
        var failure = Assert.Throws<DataFormatException>(() => Read("ds,y\n2024-01,1\n2024-02,2\n", options));
        Assert.Contains("--time-pattern", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wide_file_is_recognised_and_padding_dropped()
    {
        var all = Read("\"V1\",\"V2\",\"V3\",\"V4\"\n\"H1\",\"1\",\"2\",\"3\"\n\"H2\",\"4\",\"5\",\"\"\n");
        Assert.Equal([4, 5], all["H2"].Values.ToArray());
        Assert.Equal(3, all["H1"].Length);
        var hourly = SeriesReader.Read(SharedData.Forecasting("m4-hourly/Hourly-train.csv.gz"));
        Assert.Equal(414, hourly.Count);
        Assert.Equal((700, 960), (hourly.Min(static series => series.Length), hourly.Max(static series => series.Length)));
    }

    [Fact]
    public void Wide_file_with_other_names_is_read_when_asked()
    {
        var all = Read("name,a,b,c\nx,1,2,3\n", new SeriesReaderOptions { Wide = true });
        Assert.Equal([1, 2, 3], all["x"].Values.ToArray());
    }

    [Theory]
    [InlineData(",", "\n", false)]
    [InlineData(";", "\r\n", true)]
    [InlineData("\t", "\r", false)]
    [InlineData("|", "\n\n", true)]
    public void Delimiter_line_end_and_byte_order_mark_do_not_matter(string delimiter, string end, bool mark)
    {
        var text = $"ds{delimiter}y{end}2024-01{delimiter}1{end}2024-02{delimiter}2";
        using var file = new TemporaryFile([.. mark ? Encoding.UTF8.GetPreamble() : [], .. Encoding.UTF8.GetBytes(text)]);
        Assert.Equal([1, 2], SeriesReader.Read(file.Path)[0].Values.ToArray());
    }

    [Fact]
    public void Gzip_is_recognised_by_its_content()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write("y\n1\n2\n"u8);
        using var file = new TemporaryFile(packed.ToArray());
        Assert.Equal([1, 2], SeriesReader.Read(file.Path)[0].Values.ToArray());
        using var cut = new TemporaryFile(packed.ToArray()[..12]);
        Assert.Throws<DataFormatException>(() => SeriesReader.Read(cut.Path));
    }

    [Fact]
    public void File_without_header_is_read_by_position()
    {
        Assert.Equal([5, 6, 7], Read("5\n6\n7\n")[0].Values.ToArray());
        var dated = Read("2024-01-01,5\n2024-01-02,6\n")[0];
        Assert.Equal([5, 6], dated.Values.ToArray());
        Assert.Equal("2024-01-03", dated.FutureStamps(1)[0]);
    }

    [Fact]
    public void Named_columns_override_the_guess_and_covariates_are_kept()
    {
        var options = new SeriesReaderOptions
        {
            IdColumn = "shop",
            TimeColumn = "when",
            TargetColumn = "sold",
            PastCovariates = ["rain"],
            FutureCovariates = ["price"],
            StaticCovariates = ["city"],
        };
        var series = Read("when,shop,city,sold,price,rain,y\n2024-01-01,A,Bonn,5,1.5,0,9\n2024-01-02,A,Bonn,6,1.6,3,9\n", options)["A"];
        Assert.Equal([5, 6], series.Values.ToArray());
        Assert.Equal(["rain", "price"], series.Covariates.Select(static covariate => covariate.Name));
        Assert.Equal((CovariateKind.Future, 1.6), (series.Covariates[1].Kind, series.Covariates[1].Values[1]));
        Assert.Equal("Bonn", series.StaticCovariates["city"]);
    }

    [Fact]
    public void Etth1_reads_the_named_target()
    {
        var series = SeriesReader.Read(
            SharedData.Forecasting("etth1/ETTh1.csv.gz"), new SeriesReaderOptions { TargetColumn = "OT", PastCovariates = ["HUFL", "LULL"] })[0];
        Assert.Equal((17420, "hourly"), (series.Length, series.Frequency.Name));
        Assert.Equal("2018-06-26 20:00:00", series.FutureStamps(1)[0]);
    }

    [Fact]
    public void Index_frequency_accepts_gaps_and_monthly_any_day()
    {
        const string gaps = "ds,y\n2024-01-01,1\n2024-01-02,2\n2024-01-09,3\n";
        Assert.Throws<DataFormatException>(() => Read(gaps));
        Assert.Equal("4", Read(gaps, new SeriesReaderOptions { Frequency = Frequency.Index })[0].FutureStamps(1)[0]);
        const string tradingDays = "ds,y\n2024-01-31,1\n2024-02-27,2\n2024-03-29,3\n";
        Assert.Throws<DataFormatException>(() => Read(tradingDays));
        Assert.Equal(3, Read(tradingDays, new SeriesReaderOptions { Frequency = Frequency.Monthly })[0].Length);
    }

    [Fact]
    public void Quoted_text_may_hold_delimiters_quotes_and_line_ends()
    {
        var all = Read("unique_id,ds,y\n\"a,\"\"b\nc\",1,5\n\"a,\"\"b\nc\",2,6\n");
        Assert.Equal("a,\"b\nc", all[0].Id);
        Assert.Equal([5, 6], all[0].Values.ToArray());
    }

    [Fact]
    public void Quotes_and_marks_inside_a_field_are_plain_text()
    {
        var all = Read("unique_id,ds,y\n5\"x\",1,5\n5\"x\",2,6\n#b,1,7\n#b,2,8\n");
        Assert.Equal(["5\"x\"", "#b"], all.Select(static series => series.Id));
    }

    [Fact]
    public void Many_rows_keep_their_line_numbers()
    {
        var rows = string.Concat(Enumerable.Range(1, 20_000).Select(static i => i % 7 == 0 ? $"\n{i},\"{i}\"\r\n" : $"{i},{i}\n"));
        Assert.Equal(20_000, Read("ds,y\n" + rows)[0].Length);
        var error = Assert.Throws<DataFormatException>(() => Read("ds,y\n" + rows + "20001,bad\n"));
        Assert.Equal(1 + 20_000 + (20_000 / 7) + 1, error.Row);
    }

    [Theory]
    [InlineData('a')]
    [InlineData('"')]
    [InlineData('\n')]
    public void Impossible_delimiters_are_refused(char delimiter) =>
        Assert.Throws<ArgumentException>(() => Read("y\n1\n2\n", new SeriesReaderOptions { Delimiter = delimiter }));

    private static SeriesCollection Read(string text, SeriesReaderOptions? options = null)
    {
        using var file = new TemporaryFile(text);
        return SeriesReader.Read(file.Path, options);
    }
}
