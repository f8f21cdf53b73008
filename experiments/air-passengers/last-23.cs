#:project ../../src/Recurrent.TimeSeries/Recurrent.TimeSeries.csproj
#:project ../../src/Recurrent.Training/Recurrent.Training.csproj
// Monthly airline passengers: the last 23 of 144 months forecast at once from the 121 before them. MAPE of the unscaled values, in percent.
// usage: dotnet run experiments/air-passengers/last-23.cs -- air-passengers.csv RESULT.json [SEED...]
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Baselines;
using Recurrent.TimeSeries.Forecasting;
using Recurrent.TimeSeries.Metrics;
using Recurrent.TimeSeries.Reading;

const int horizon = 23, season = 12;
if (args.Length < 2)
{
    Console.Error.WriteLine("usage: air-passengers.csv RESULT.json [SEED...]");
    return 2;
}

ulong[] seeds = args.Length > 2 ? [.. args[2..].Select(text => ulong.Parse(text, CultureInfo.InvariantCulture))] : [.. Enumerable.Range(1, 10).Select(seed => (ulong)seed)];
SeriesCollection data = SeriesReader.Read(args[0], new SeriesReaderOptions());
double[] values = data[0].Values.ToArray(), known = values[..^horizon], actual = values[^horizon..];
var clock = Stopwatch.StartNew();
var scores = new List<double>();
foreach (ulong seed in seeds)
{
    // Chosen by choose-23.cs at six earlier points in time.
    var options = new ForecasterOptions { Horizon = horizon, Context = 24, Seed = seed };
    scores.Add(Mape.Of(actual, [.. Forecaster.Train(data, options).Test.Forecasts[0].Point]));
    Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: MAPE {scores[^1]:F2} after {clock.Elapsed.TotalSeconds:F0} s"));
}

var baselines = new JsonObject();
foreach (IBaseline baseline in new IBaseline[] { new Naive(), new SeasonalNaive(season), new Drift(), new Naive2(season), new Theta(season), new HoltWinters(season) })
{
    baselines[baseline.Name] = Math.Round(Mape.Of(actual, baseline.Forecast(known, horizon)), 2);
}

double mean = scores.Average();
var result = new JsonObject
{
    ["dataset"] = "air passengers, last 23 months",
    ["measure"] = "MAPE",
    ["score"] = Math.Round(mean, 2),
    ["sd"] = Math.Round(Math.Sqrt(scores.Sum(score => (score - mean) * (score - mean)) / Math.Max(1, scores.Count - 1)), 2),
    ["scores"] = new JsonArray([.. scores.Select(score => (JsonNode)Math.Round(score, 2))]),
    ["must"] = 6.4,
    ["aim"] = 4.5,
    ["baselines"] = baselines,
    ["seconds"] = Math.Round(clock.Elapsed.TotalSeconds),
    ["seed"] = new JsonArray([.. seeds.Select(seed => (JsonNode)seed)]),
    ["commit"] = Commit(),
};
string text = result.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
File.WriteAllText(args[1], text + "\n");
Console.WriteLine(text);
return 0;

static string Commit()
{
    using Process git = Process.Start(new ProcessStartInfo("git", "rev-parse --short HEAD") { RedirectStandardOutput = true })!;
    return git.StandardOutput.ReadToEnd().Trim();
}
