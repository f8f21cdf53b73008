using System.IO.Compression;
using System.Text.Json;
using Recurrent.Tensors.Storage;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>The training data beside a model: JSON, one series a line, compressed; every value is read back with the same bits.</summary>
internal static class HistoryFile
{
    public const string Name = "history.jsonl.gz";

    /// <summary>A longer line is no series anybody trained on and must not fill the memory.</summary>
    private const int LongestLine = 1 << 29;

    public static void Write(string path, SeriesCollection history)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        using var compressed = new GZipStream(file, CompressionLevel.Optimal);
        foreach (var series in history)
        {
            JsonSerializer.Serialize(compressed, ToLine(series), ForecastJsonContext.Default.HistoryLine);
            compressed.WriteByte((byte)'\n');
        }
    }

    /// <exception cref="StorageFormatException">The file is missing, cut off or damaged; the message names the line.</exception>
    public static SeriesCollection Read(string path, Frequency frequency)
    {
        if (!File.Exists(path)) throw new StorageFormatException(path, "file", "is missing; a forecasting model has its training data beside it.");
        var series = new List<Series>();
        try
        {
            using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
            while (reader.ReadLine() is { } line)
            {
                if (line.Length > LongestLine) throw new InvalidDataException($"it has a line of {line.Length} characters.");
                series.Add(FromLine(JsonSerializer.Deserialize(line, ForecastJsonContext.Default.HistoryLine)!, frequency));
            }
            return new SeriesCollection(series);
        }
        catch (Exception failure) when (failure is JsonException or InvalidDataException or ArgumentException or OverflowException)
        {
            throw new StorageFormatException(path, $"line {series.Count + 1}", $"{failure.Message} The file is damaged; train or copy the model again.", failure);
        }
    }

    private static HistoryLine ToLine(Series series) => new()
    {
        Id = series.Id,
        Start = series.Times.Start,
        Format = series.Times.Format,
        Values = series.Values.ToArray(),
        Covariates = [.. series.Covariates.Select(one => new HistoryCovariate(one.Name, one.Kind, [.. one.Values], one.Labels?.ToArray()))],
        Statics = new Dictionary<string, string>(series.StaticCovariates),
    };

    private static Series FromLine(HistoryLine line, Frequency frequency)
    {
        if (Array.Find(line.Covariates, one => one.Values.Length < line.Values.Length) is { } shorter)
            throw new ArgumentException($"Covariate '{shorter.Name}' of series '{line.Id}' has {shorter.Values.Length} values for {line.Values.Length} steps.");
        if (Array.Find(line.Covariates, one => one.Labels is { } labels && (labels.Length != one.Values.Length || labels.Contains(null))) is { } odd)
            throw new ArgumentException($"Holidays '{odd.Name}' of series '{line.Id}' have {odd.Labels!.Length} names for {odd.Values.Length} values.");
        if (Array.Find(line.Covariates, one => Array.Exists(one.Values, double.IsInfinity)) is { } infinite)
            throw new ArgumentException($"Covariate '{infinite.Name}' of series '{line.Id}' has an infinite value.");
        return new Series(line.Id, line.Values, new TimeAxis(line.Start, frequency, line.Format), mayLack: true)
        {
            Covariates = [.. line.Covariates.Select(one => new Covariate(one.Name, one.Kind, one.Values) { Labels = one.Labels })],
            StaticCovariates = line.Statics,
        };
    }
}
