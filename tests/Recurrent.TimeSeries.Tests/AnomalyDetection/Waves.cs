using Recurrent.TimeSeries.AnomalyDetection;

namespace Recurrent.TimeSeries.Tests.AnomalyDetection;

/// <summary>Noisy waves, five minutes a row, with whatever a test adds.</summary>
internal static class Waves
{
    public static readonly DateTime Start = new(2024, 1, 1);

    public static DetectorOptions Quick { get; } = new() { Epochs = 2, Threads = 1 };

    public static Detector Train(DetectionTable table, DetectorOptions? options = null) =>
        Detector.Train([table], options ?? Quick, cancellationToken: TestContext.Current.CancellationToken).Model;

    public static DetectionTable Table(int rows, int channels, Action<double[]>? change = null)
    {
        var random = new Random(7);
        var values = new double[rows * channels];
        for (var row = 0; row < rows; row++)
            for (var channel = 0; channel < channels; channel++)
                values[(row * channels) + channel] = 50 + (10 * Math.Sin((row + (20 * channel)) * Math.Tau / 96)) + random.NextDouble();
        change?.Invoke(values);
        return new DetectionTable(
            "waves", [.. Enumerable.Range(0, channels).Select(channel => $"c{channel}")], values,
            [.. Enumerable.Range(0, rows).Select(row => Start.AddMinutes(5 * row).Ticks)]);
    }

    public static string Csv(DetectionTable table, char delimiter = ',', string end = "\n")
    {
        var lines = new List<string> { string.Join(delimiter, table.Channels.Prepend("timestamp")) };
        for (var row = 0; row < table.Rows; row++)
        {
            var stamp = new DateTime(table.Ticks(row)).ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
            lines.Add(stamp + delimiter + string.Join(delimiter, table.Row(row).ToArray().Select(value => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture))));
        }
        return string.Join(end, lines) + end;
    }
}
