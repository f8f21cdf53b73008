using System.Text;
using Recurrent.TimeSeries.Reading;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Tests.Reading;

public sealed class MissingValueTests
{
    private const double Gap = double.NaN;

    [Theory]
    [InlineData("2024-01-01,1\n2024-01-02,\n2024-01-03,NaN\n2024-01-04,4\n", new[] { 1, Gap, Gap, 4 })]
    [InlineData("2024-01-01,1\n2024-01-02,2\n2024-01-03,3\n2024-01-06,6\n", new[] { 1, 2, 3, Gap, Gap, 6 })]
    [InlineData("2024-01,1\n2024-02,2\n2024-03,3\n2024-05,5\n2024-08,8\n", new[] { 1, 2, 3, Gap, 5, Gap, Gap, 8 })]
    [InlineData("2024-01-04,1\n2024-01-05,2\n2024-01-08,3\n2024-01-09,4\n2024-01-11,6\n", new[] { 1, 2, 3, 4, Gap, 6 })]
    [InlineData("2024-01-31,1\n2024-02-29,2\n2024-03-31,3\n2024-05-31,5\n", new[] { 1, 2, 3, Gap, 5 })]
    [InlineData("10,1\n15,2\n20,3\n30,5\n", new[] { 1, 2, 3, Gap, 5 })]
    public void Empty_fields_and_left_out_stamps_are_masked_in_their_place(string rows, double[] expected)
    {
        var series = Read("ds,y\n" + rows)[0];
        Assert.Equal(expected, series.Values.ToArray());
        Assert.Equal(expected.Count(double.IsNaN), series.MissingCount);
        Assert.Equal(expected.Select(value => !double.IsNaN(value)), Enumerable.Range(0, series.Length).Select(series.IsKnown));
    }

    [Fact]
    public void A_series_begins_and_ends_with_a_known_value()
    {
        var series = Read("ds,y\n2024-01-01,\n2024-01-02,2\n2024-01-03,3\n2024-01-04,\n2024-01-05,5\n2024-01-06,\n")[0];
        Assert.Equal([2, 3, Gap, 5], series.Values.ToArray());
        Assert.Equal(("2024-01-02", "2024-01-06"), (series.Times.Text(0), series.FutureStamps(1)[0]));
        var wide = Read("V1,V2,V3,V4,V5\na,,2,,4\nb,1,2,3,\n", new SeriesReaderOptions { MinimumLength = 1 });
        Assert.Equal([2, Gap, 4], wide["a"].Values.ToArray());
        Assert.Equal("2", wide["a"].Times.Text(0));
        Assert.Equal(3, wide["b"].Length);
    }

    [Fact]
    public void Covariates_follow_their_rows_and_are_masked_where_empty()
    {
        var series = Read(
            "ds,y,rain,promo\n2024-01-01,1,0.5,0\n2024-01-02,2,,1\n2024-01-03,3,0.25,0\n2024-01-05,5,1,1\n",
            new SeriesReaderOptions { PastCovariates = ["rain"], FutureCovariates = ["promo"] })[0];
        Assert.Equal([0.5, Gap, 0.25, Gap, 1], series.Covariates[0].Values);
        Assert.Equal([0, 1, 0, Gap, 1], series.Covariates[1].Values);
    }

    [Theory]
    [InlineData("2024-01,1\n2024-02,\n2024-03,NaN\n2024-04,4\n", 3L, "2 missing values (rows 3, 4)")]
    [InlineData("2024-01,1\n\n2024-02,\n2024-03,3\n", 4L, "1 missing value (row 4)")]
    [InlineData("2024-01,1\n2024-02,2\n2024-03,2\n2024-05,3\n", 5L, "expected 2024-04 (monthly data)")]
    [InlineData("2024-01-04,1\n2024-01-05,1\n2024-01-08,2\n2024-01-09,2\n2024-01-11,3\n", 6L, "expected 2024-01-10 (business-daily data)")]
    public void Refuse_names_the_first_missing_value(string rows, long row, string found)
    {
        var error = Refused("ds,y\n" + rows, MissingValues.Refuse);
        Assert.Equal(row, error.Row);
        Assert.Contains(found, error.Message, StringComparison.Ordinal);
        Assert.Contains("--missing refuse", error.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void More_missing_than_known_is_refused_unless_asked_for()
    {
        const string rows = "ds,y\n2024-01-01,1\n2024-01-02,2\n2024-01-09,3\n2024-01-10,3\n";
        var error = Refused(rows, MissingValues.Usual);
        Assert.Equal(4, error.Row);
        Assert.Contains("4 of 10 steps, the longest gap from 2024-01-02 to 2024-01-09", error.Message, StringComparison.Ordinal);
        Assert.Contains("--missing mask", error.Fix, StringComparison.Ordinal);
        Assert.Equal(6, Read(rows, new SeriesReaderOptions { Missing = MissingValues.Mask })[0].MissingCount);
        Assert.Contains("2 of 5", Refused("V1,V2,V3,V4,V5,V6\na,1,,,,5\n", MissingValues.Usual).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistyped_year_is_refused_before_it_takes_memory()
    {
        var error = Refused("ds,y\n2024-01-01 00:00:01,1\n2024-01-01 00:00:02,2\n2042-01-01 00:00:03,3\n", MissingValues.Mask);
        Assert.Equal(4, error.Row);
        Assert.Contains("at most 100 steps a row", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unique_id,ds,y\na,1,1\na,2,2\nb,1,\nb,2,NA\n", 4L, "no known value among 2 in series 'b'")]
    [InlineData("unique_id,ds,y\na,1,1\na,2,2\nb,1,\nb,2,7\n", 4L, "1 known value in series 'b'")]
    [InlineData("V1,V2,V3\na,1,2\nb,,\n", 3L, "0 values in series 'b'")]
    public void Series_without_known_values_are_refused(string text, long row, string found)
    {
        var error = Refused(text, MissingValues.Mask);
        Assert.Equal(row, error.Row);
        Assert.Contains(found, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_between_stamps_undo_advancing()
    {
        Frequency[] frequencies =
        [
            Frequency.Monthly, Frequency.Quarterly, Frequency.Weekly, Frequency.Daily, Frequency.BusinessDaily, Frequency.Hourly, new(FrequencyUnit.BusinessDay, 3),
            new(FrequencyUnit.Tick, 12345), Frequency.Monthly with { EndOfMonth = true },
        ];
        foreach (var frequency in frequencies)
        {
            var start = new DateTime(2024, 1, 31).Ticks;
            if (frequency.Unit == FrequencyUnit.Month && !frequency.EndOfMonth) start = new DateTime(2024, 1, 1).Ticks;
            for (var steps = 1; steps < 300; steps++)
                Assert.Equal(steps, FrequencyInference.StepsBetween(start, frequency.Advance(start, steps), frequency));
            Assert.Equal(0, FrequencyInference.StepsBetween(start, frequency.Advance(start, 7) + 1, frequency));
        }
    }

    [Fact]
    public void Series_with_missing_values_are_made_on_purpose()
    {
        Assert.Equal(1, Series.WithMissing("a", [1, Gap, 3]).MissingCount);
        Assert.Throws<ArgumentException>(() => Series.WithMissing("a", [Gap, 3]));
        Assert.Throws<ArgumentException>(() => Series.WithMissing("a", [1, Gap]));
        Assert.Throws<ArgumentException>(() => Series.WithMissing("a", []));
        Assert.Contains("index 1", Assert.Throws<ArgumentException>(() => Series.WithMissing("a", [1, double.PositiveInfinity, 2])).Message, StringComparison.Ordinal);
        Assert.Contains("WithMissing", Assert.Throws<ArgumentException>(() => new Series("a", [1, Gap, 2])).Message, StringComparison.Ordinal);
    }

    private static SeriesCollection Read(string text, SeriesReaderOptions? options = null)
    {
        using var file = new TemporaryFile(Encoding.UTF8.GetBytes(text));
        return SeriesReader.Read(file.Path, options);
    }

    private static DataFormatException Refused(string text, MissingValues missing)
    {
        using var file = new TemporaryFile(Encoding.UTF8.GetBytes(text));
        return Assert.Throws<DataFormatException>(() => SeriesReader.Read(file.Path, new SeriesReaderOptions { Missing = missing }));
    }
}
