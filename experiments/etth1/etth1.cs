#:project ../../src/Recurrent.TimeSeries/Recurrent.TimeSeries.csproj
#:project ../../src/Recurrent.Training/Recurrent.Training.csproj
// ETTh1, horizon 96, all 7 channels, on the usual split: trains on the first 8,640 hours (and stops by the hours after them), scores the 2,785
// windows of the test part. MSE and MAE are of values standardised with mean and standard deviation of the training hours.
// usage: dotnet run experiments/etth1/etth1.cs -- ETTh1.csv.gz RESULT.json [SEED...]
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Forecasting;

const int trainingHours = 8640, testEnd = 14400, horizon = 96, testWindows = 2785;

// Of the hours before the test part the library takes a fifth to decide when to stop and holds out one horizon: what it learns from ends at hour 8,640.
const int known = 10_920;
if (args.Length < 2)
{
    Console.Error.WriteLine("usage: ETTh1.csv.gz RESULT.json [SEED...]");
    return 2;
}

ulong[] seeds = args.Length > 2 ? [.. args[2..].Select(text => ulong.Parse(text, CultureInfo.InvariantCulture))] : [1, 2, 3];
Series[] channels = Read(args[0]);
var clock = Stopwatch.StartNew();
double[] squared = new double[seeds.Length], absolute = new double[seeds.Length];
var baselines = new JsonObject();
for (int run = 0; run < seeds.Length; run++)
{
    ForecastTraining training = Forecaster.Train(new SeriesCollection(channels.Select(channel => Cut(channel, known))), Options(seeds[run]));
    Console.Error.WriteLine($"seed {seeds[run]}: {training.Run}");
    ForecastEvaluation scored = training.Model.Backtest(new SeriesCollection(channels.Select(channel => Cut(channel, testEnd))), testWindows, stride: 1);
    squared[run] = scored.Series.Average(series => series.Model.Rmse * series.Model.Rmse);
    absolute[run] = scored.Series.Average(series => series.Model.Mae);
    Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seeds[run]}: MSE {squared[run]:F4}, MAE {absolute[run]:F4} after {clock.Elapsed.TotalSeconds:F0} s"));
    for (int index = 0; index < scored.Series[0].Baselines.Count; index++)
    {
        int place = index;
        baselines[scored.Series[0].Baselines[index].Method] = Math.Round(scored.Series.Average(series => series.Baselines[place].Rmse * series.Baselines[place].Rmse), 4);
    }
}

var result = new JsonObject
{
    ["dataset"] = "ETTh1, horizon 96, multivariate",
    ["measure"] = "MSE",
    ["score"] = Math.Round(squared.Average(), 4),
    ["sd"] = Math.Round(Deviation(squared), 4),
    ["scores"] = new JsonArray([.. squared.Select(score => (JsonNode)Math.Round(score, 4))]),
    ["mae"] = Math.Round(absolute.Average(), 4),
    ["must"] = 0.386,
    ["aim"] = 0.351,
    ["baselines"] = baselines,
    ["seconds"] = Math.Round(clock.Elapsed.TotalSeconds),
    ["seed"] = new JsonArray([.. seeds.Select(seed => (JsonNode)seed)]),
    ["commit"] = Commit(),
};
string text = result.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
File.WriteAllText(args[1], text + "\n");
Console.WriteLine(text);
return 0;

static ForecasterOptions Options(ulong seed) => new()
{
    Horizon = horizon,
    Body = ForecastBody.Segments,
    SegmentLength = 48,
    Context = 720,
    Cell = "gru",
    Hidden = 128,
    Members = 1,
    Dropout = 0.5,
    SeasonalPeriods = [24],
    Transform = DataTransformKind.None,
    BatchSize = 128,
    StepsPerEpoch = 100,
    Epochs = 20,
    LearningRate = 0.001,
    Quantiles = [0.1, 0.5, 0.9],
    Seed = seed,
};

static Series[] Read(string path)
{
    using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
    string[] names = reader.ReadLine()!.Split(',');
    var columns = names.Skip(1).Select(_ => new List<double>()).ToArray();
    while (reader.ReadLine() is { } line)
    {
        string[] fields = line.Split(',');
        for (int column = 0; column < columns.Length; column++)
        {
            columns[column].Add(double.Parse(fields[column + 1], CultureInfo.InvariantCulture));
        }
    }

    var times = TimeAxis.FromDate(new DateTime(2016, 7, 1), Frequency.Hourly, "yyyy-MM-dd HH:mm:ss");
    return [.. columns.Select((values, column) => new Series(names[column + 1], Standardise(values), times))];
}

static double[] Standardise(List<double> values)
{
    double[] training = [.. values.Take(trainingHours)];
    double mean = training.Average(), deviation = Math.Sqrt(training.Average(value => (value - mean) * (value - mean)));
    return [.. values.Select(value => (value - mean) / deviation)];
}

static Series Cut(Series series, int length) => new(series.Id, series.Values[..length], series.Times);

static double Deviation(double[] values) =>
    values.Length < 2 ? 0 : Math.Sqrt(values.Sum(value => (value - values.Average()) * (value - values.Average())) / (values.Length - 1));

static string Commit()
{
    using Process git = Process.Start(new ProcessStartInfo("git", "rev-parse --short HEAD") { RedirectStandardOutput = true })!;
    return git.StandardOutput.ReadToEnd().Trim();
}
