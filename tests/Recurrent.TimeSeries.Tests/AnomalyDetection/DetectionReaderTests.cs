using Recurrent.TimeSeries.AnomalyDetection;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Tests.AnomalyDetection;

public sealed class DetectionReaderTests
{
    [Fact]
    public void Line_ends_of_both_kinds_a_missing_one_and_repeated_times_are_read()
    {
        using var file = new TemporaryFile("timestamp,value\r\n2014-10-26 01:30:00,1\r\n2014-10-26 01:30:00,2.5\n2014-10-26 01:00:00,-3");
        var table = DetectionReader.Read(file.Path);
        Assert.Equal(["value"], table.Channels);
        Assert.Equal(3, table.Rows);
        Assert.Equal(-3, table.Row(2)[0]);
        Assert.True(table.Ticks(2) < table.Ticks(1));
    }

    [Fact]
    public void Semicolons_labels_and_changepoints_are_recognised()
    {
        using var file = new TemporaryFile("datetime;Current;Pressure;anomaly;changepoint\n2020-03-09 10:14:33;1.3;0.05;0.0;0.0\n2020-03-09 10:14:34;1.4;0.38;1.0;1.0\n");
        var table = DetectionReader.Read(file.Path);
        Assert.Equal(["Current", "Pressure"], table.Channels);
        Assert.Equal([false, true], table.Labels.ToArray());
        Assert.Equal(1.0 / 86400, table.StepDays!.Value, 12);
    }

    [Fact]
    public void Seconds_since_1970_are_times()
    {
        using var file = new TemporaryFile("time,x\n1396332000,1\n1396332300,2\n");
        var table = DetectionReader.Read(file.Path);
        Assert.Equal(new DateTime(2014, 4, 1, 6, 0, 0).Ticks, table.Ticks(0));
    }

    [Theory]
    [InlineData("timestamp,value\n2024-01-01,1\n2024-01-02,abc\n", "row 3", "'abc'")]
    [InlineData("timestamp,value\n2024-01-01,1\n2024-01-02,1,2\n", "row 3", "3 fields")]
    [InlineData("timestamp\n2024-01-01\n2024-01-02\n", "row 1", "timestamp")]
    public void Wrong_rows_are_refused_with_row_and_finding(string text, string row, string found)
    {
        using var file = new TemporaryFile(text);
        var error = Assert.Throws<DataFormatException>(() => DetectionReader.Read(file.Path));
        Assert.Contains(row, error.Message, StringComparison.Ordinal);
        Assert.Contains(found, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_values_are_kept_as_such()
    {
        using var file = new TemporaryFile("timestamp,value,other\n2024-01-01,1,2\n2024-01-02,,3\n2024-01-03,NA,4\n");
        var table = DetectionReader.Read(file.Path);
        Assert.Equal(2, table.MissingValues);
        Assert.Equal([double.NaN, 3], table.Row(1).ToArray());
    }

    [Fact]
    public void A_wrong_name_is_answered_with_the_nearest()
    {
        using var file = new TemporaryFile("timestamp,value\n2024-01-01,1\n2024-01-02,2\n");
        var error = Assert.Throws<DataFormatException>(() => DetectionReader.Read(file.Path, new DetectionReaderOptions { Channels = ["valeu"] }));
        Assert.Contains("did you mean 'value'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_shared_benchmark_files_are_read()
    {
        foreach (var folder in new[] { Path.Combine("nab", "data"), "skab" })
        {
            var tables = DetectionReader.ReadAll(SharedData.Anomalies(folder));
            Assert.All(tables, static table => Assert.True(table.HasCalendar && table.StepDays > 0));
        }
    }
}
