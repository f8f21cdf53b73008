using System.Globalization;
using System.Text;
using Recurrent.TimeSeries.AnomalyDetection;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Tests.AnomalyDetection;

public sealed class DetectionPumpTests
{
    private static readonly Lazy<Detector> Trained = new(static () =>
    {
        using var file = new TemporaryFile(Waves.Csv(Waves.Table(400, 2)));
        return Waves.Train(DetectionReader.Read(file.Path), Waves.Quick with { Method = DetectionMethod.Predict });
    });

    [Theory]
    [InlineData(',', "\n")]
    [InlineData(';', "\r\n")]
    public async Task Rows_get_score_and_alarm_behind_what_they_had(char delimiter, string end)
    {
        var table = Waves.Table(200, 2, static values => values[300] = 200);
        var lines = (await Pump(Waves.Csv(table, delimiter, end))).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var detections = Trained.Value.Detect(table);
        Assert.Equal(201, lines.Length);
        Assert.Equal(string.Join(delimiter, "timestamp", "c0", "c1", "anomaly_score", "is_anomaly"), lines[0]);
        for (var row = 0; row < detections.Length; row++)
        {
            var fields = lines[row + 1].Split(delimiter);
            Assert.Equal(detections[row].Score, double.Parse(fields[3], CultureInfo.InvariantCulture), 1e-6);
            Assert.Equal(detections[row].IsAnomaly ? "1" : "0", fields[4]);
        }
        Assert.True(detections[150].IsAnomaly);
    }

    [Fact]
    public async Task Rows_without_header_other_column_orders_and_the_last_line_without_end_are_read()
    {
        var table = Waves.Table(50, 2);
        var csv = Waves.Csv(table);
        var whole = (await Pump(csv)).Split('\n')[1..];
        Assert.Equal(whole, (await Pump(csv[(csv.IndexOf('\n', StringComparison.Ordinal) + 1)..].TrimEnd('\n'))).Split('\n'));
        string[] turned = [.. csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => string.Join(',', line.Split(',').Reverse()))];
        Assert.Equal(whole[..^1].Select(static line => line.Split(',')[^2]), (await Pump(string.Join('\n', turned))).Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..].Select(static line => line.Split(',')[^2]));
    }

    [Fact]
    public async Task Explanation_columns_name_channel_and_expectation()
    {
        using var output = new MemoryStream();
        await new DetectionPump(Trained.Value, explains: true).RunAsync(Bytes(Waves.Csv(Waves.Table(60, 2))), output, "test", TestContext.Current.CancellationToken);
        var lines = Encoding.UTF8.GetString(output.ToArray()).Split('\n');
        Assert.EndsWith("anomaly_channel,expected", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines[50].Split(',')[^2], Trained.Value.Channels);
    }

    [Fact]
    public async Task Whatever_came_is_answered_before_more_is_waited_for()
    {
        using var output = new MemoryStream();
        using var input = new Trickle(Encoding.UTF8.GetBytes(Waves.Csv(Waves.Table(40, 2))), output);
        await new DetectionPump(Trained.Value).RunAsync(input, output, "test", TestContext.Current.CancellationToken);
        Assert.Equal(0, input.LinesNotAnswered);
    }

    [Fact]
    public async Task Memory_does_not_grow_with_the_stream()
    {
        var text = Encoding.UTF8.GetBytes(Waves.Csv(Waves.Table(3000, 2)));
        _ = await Pump(Waves.Csv(Waves.Table(3000, 2)));
        var (shorter, longer) = (await Allocated(text, 1), await Allocated(text, 20));
        Assert.InRange(longer - shorter, -100_000, 100_000);
    }

    [Theory]
    [InlineData("timestamp,c0,c1\n2024-01-01 00:00:00,1\n", 2, "2 fields")]
    [InlineData("timestamp,c0,c1\n2024-01-01 00:00:00,1,2\n2024-01-01 00:05:00,1,x\n", 3, "'x'")]
    [InlineData("timestamp,c0,c1\nyesterday,1,2\n", 2, "yesterday")]
    [InlineData("timestamp,c0,c9\n2024-01-01 00:00:00,1,2\n", 1, "c1")]
    public async Task Wrong_rows_end_the_stream_with_row_and_finding(string text, long row, string found)
    {
        var error = await Assert.ThrowsAsync<DataFormatException>(() => Pump(text));
        Assert.Equal(row, error.Row);
        Assert.Contains(found, error.Message, StringComparison.Ordinal);
        Assert.NotEqual("", error.Fix);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("NaN", "NA")]
    public async Task Missing_values_go_through_unjudged(string first, string second)
    {
        var lines = Waves.Csv(Waves.Table(40, 2)).TrimEnd('\n').Split('\n');
        lines[20] = $"2024-01-01 01:35:00,{first},{second}";
        lines[21] = $"2024-01-01 01:40:00,{first},50";
        using var output = new MemoryStream();
        var counts = await new DetectionPump(Trained.Value, explains: true)
            .RunAsync(Bytes(string.Join('\n', lines)), output, "test", TestContext.Current.CancellationToken);
        var judged = Encoding.UTF8.GetString(output.ToArray()).Split('\n');
        Assert.Equal(new DetectionCounts(40, counts.Alarms, 3), counts);
        Assert.Equal(lines[20] + ",,0,,", judged[20]);
        Assert.Equal("c1", judged[21].Split(',')[^2]);
    }

    [Fact]
    public async Task Malformed_variants_are_judged_or_refused_and_nothing_else()
    {
        var random = new Random(20_240_102);
        var good = Encoding.UTF8.GetBytes(Waves.Csv(Waves.Table(12, 2)));
        var refused = 0;
        const int variants = 2000;
        for (var variant = 0; variant < variants; variant++)
        {
            var bytes = good.ToArray();
            for (var change = random.Next(1, 4); change > 0; change--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            if (random.Next(4) == 0) bytes = bytes[..random.Next(bytes.Length)];
            refused += await Try(() => new DetectionPump(Trained.Value).RunAsync(new MemoryStream(bytes), Stream.Null, "test", TestContext.Current.CancellationToken), bytes);
            using var file = new TemporaryFile(bytes);
            refused += await Try(() => Task.FromResult(DetectionReader.Read(file.Path)), bytes);
        }
        Assert.InRange(refused, variants / 10, (2 * variants) - 1);
    }

    [Fact]
    public void Plain_numbers_are_read_as_the_runtime_reads_them()
    {
        var random = new Random(3);
        for (var sample = 0; sample < 100_000; sample++)
        {
            var text = (random.NextDouble() * Math.Pow(10, random.Next(-8, 9)) * (random.Next(2) == 0 ? -1 : 1)).ToString(random.Next(3) switch { 0 => "R", 1 => "F3", _ => "G9" }, CultureInfo.InvariantCulture);
            Assert.True(PlainNumber.TryParse(Encoding.UTF8.GetBytes(text), out var value), text);
            Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), value);
        }
        foreach (var wrong in new[] { "", "-", ".", "1.2.3", "abc", "1,5", "NaN", "1e999" }) Assert.False(PlainNumber.TryParse(Encoding.UTF8.GetBytes(wrong), out _), wrong);
    }

    private static async Task<int> Try(Func<Task> action, byte[] bytes)
    {
        try
        {
            await action();
            return 0;
        }
        catch (DataFormatException error)
        {
            Assert.Contains("found", error.Message, StringComparison.Ordinal);
            return 1;
        }
        catch (Exception error)
        {
            Assert.Fail($"{error}: {Convert.ToHexString(bytes)}");
            return 0;
        }
    }

    private static async Task<long> Allocated(byte[] text, int times)
    {
        var header = Array.IndexOf(text, (byte)'\n') + 1;
        var input = new byte[header + ((text.Length - header) * times)];
        text.AsSpan(0, header).CopyTo(input);
        for (var copy = 0; copy < times; copy++) text.AsSpan(header).CopyTo(input.AsSpan(header + (copy * (text.Length - header))));
        using var stream = new MemoryStream(input);
        var before = GC.GetAllocatedBytesForCurrentThread();
        await new DetectionPump(Trained.Value).RunAsync(stream, Stream.Null, "test", TestContext.Current.CancellationToken);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static async Task<string> Pump(string text)
    {
        using var output = new MemoryStream();
        await new DetectionPump(Trained.Value).RunAsync(Bytes(text), output, "test", TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));
}
