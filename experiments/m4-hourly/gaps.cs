#:project ../../src/Recurrent.TimeSeries/Recurrent.TimeSeries.csproj
#:project ../../src/Recurrent.Training/Recurrent.Training.csproj
// M4 hourly with a fifth of the training values taken away: half of them one by one, half in gaps of 6 to 72 hours. Trains on the complete file, on
// the rest masked, and on the rest filled by the two usual rules; scores all four on the complete official test file with the official units.
// usage: dotnet run -c Release experiments/m4-hourly/gaps.cs -- Hourly-train.csv.gz Hourly-test.csv RESULT.json [SEED...]
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Forecasting;
using Recurrent.TimeSeries.Metrics;
using Recurrent.TimeSeries.Reading;

const int horizon = 48, day = 24;
const double single = 0.1, inGaps = 0.1, naive2SMape = 18.383, naive2Mase = 2.395;
if (args.Length < 3)
{
    Console.Error.WriteLine("usage: Hourly-train.csv.gz Hourly-test.csv RESULT.json [SEED...]");
    return 2;
}

ulong[] seeds = args.Length > 3 ? [.. args[3..].Select(text => ulong.Parse(text, CultureInfo.InvariantCulture))] : [1];
SeriesCollection training = SeriesReader.Read(args[0], new SeriesReaderOptions { Wide = true });
SeriesCollection test = SeriesReader.Read(args[1], new SeriesReaderOptions { Wide = true });
double[][] lacking = [.. training.Select((series, index) => TakeAway(series.Values.ToArray(), new Random(index)))];
double share = lacking.Sum(values => (double)values.Count(double.IsNaN)) / training.Sum(series => series.Length);
var clock = Stopwatch.StartNew();
double[] complete = Run("complete", [.. training.Select(series => series.Values.ToArray())]);
double[] masked = Run("masked", lacking);
double[] held = Run("last value held", [.. lacking.Select(Hold)]);
double[] interpolated = Run("interpolated", [.. lacking.Select(Interpolate)]);
var result = new JsonObject
{
    ["dataset"] = "M4 hourly, a fifth of the training values missing",
    ["measure"] = "OWA",
    ["score"] = Math.Round(masked.Average(), 4),
    ["sd"] = Math.Round(Deviation(masked), 4),
    ["scores"] = Numbers(masked),
    ["must"] = 1.0,
    ["aim"] = 0.5,
    ["baselines"] = new JsonObject
    {
        ["complete_data"] = Math.Round(complete.Average(), 4),
        ["last_value_held"] = Math.Round(held.Average(), 4),
        ["interpolated"] = Math.Round(interpolated.Average(), 4),
    },
    ["missing_share"] = Math.Round(share, 4),
    ["seconds"] = Math.Round(clock.Elapsed.TotalSeconds),
    ["seed"] = new JsonArray([.. seeds.Select(seed => (JsonNode)seed)]),
    ["commit"] = Commit(),
};
string text = result.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
File.WriteAllText(args[2], text + "\n");
Console.WriteLine(text);
return 0;

double[] Run(string name, double[][] values) =>
[
    .. seeds.Select(seed =>
    {
        var data = new SeriesCollection(training.Select((series, index) => Series.WithMissing(series.Id, [.. values[index], .. test[series.Id].Values])));
        ForecastEvaluation scored = Forecaster.Train(data, new ForecasterOptions { Horizon = horizon, Seed = seed }).Test;
        double sMape = training.Average(series => SMape.Of(test[series.Id].Values, [.. scored.Forecasts[series.Id].Point]));
        double mase = training.Average(series => Mase.Of(test[series.Id].Values, [.. scored.Forecasts[series.Id].Point], series.Values, day));
        double owa = Owa.Of(sMape, mase, naive2SMape, naive2Mase);
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}, seed {seed}: OWA {owa:F4}, sMAPE {sMape:F3}, MASE {mase:F4}, coverage {scored.Model.Coverage80:P1} and {scored.Model.Coverage90:P1}, {clock.Elapsed.TotalSeconds:F0} s"));
        return owa;
    }),
];

// The first and the last value stay, so that a series neither begins nor ends differently.
static double[] TakeAway(double[] values, Random random)
{
    var left = (int)(inGaps * values.Length);
    while (left > 0)
    {
        int length = Math.Min(left, random.Next(6, 73));
        values.AsSpan(random.Next(1, values.Length - length - 1), length).Fill(double.NaN);
        left -= length;
    }

    for (var t = 1; t < values.Length - 1; t++)
    {
        if (random.NextDouble() < single) values[t] = double.NaN;
    }

    return values;
}

static double[] Hold(double[] values)
{
    double[] filled = [.. values];
    for (var t = 1; t < filled.Length; t++)
    {
        if (double.IsNaN(filled[t])) filled[t] = filled[t - 1];
    }

    return filled;
}

static double[] Interpolate(double[] values)
{
    double[] filled = [.. values];
    for (var t = 1; t < filled.Length; t++)
    {
        if (!double.IsNaN(filled[t])) continue;
        int next = t;
        while (double.IsNaN(values[next])) next++;
        filled[t] = filled[t - 1] + ((values[next] - filled[t - 1]) / (next - t + 1));
    }

    return filled;
}

JsonArray Numbers(double[] scores) => new([.. scores.Select(score => (JsonNode)Math.Round(score, 4))]);

static double Deviation(double[] scores)
{
    double mean = scores.Average();
    return scores.Length < 2 ? 0 : Math.Sqrt(scores.Sum(score => (score - mean) * (score - mean)) / (scores.Length - 1));
}

static string Commit()
{
    using Process git = Process.Start(new ProcessStartInfo("git", "rev-parse --short HEAD") { RedirectStandardOutput = true })!;
    return git.StandardOutput.ReadToEnd().Trim();
}
