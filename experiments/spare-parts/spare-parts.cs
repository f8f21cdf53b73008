#:project ../../src/Recurrent.TimeSeries/Recurrent.TimeSeries.csproj
#:project ../../src/Recurrent.Training/Recurrent.Training.csproj
// Heads compared on generated daily demand of 12 spare parts: learns from 365 days, then forecasts 14 days at twelve origins behind them with the
// weights as they are. CRPS is the mean over parts in pieces; the sum is the 14-day total of each part and origin, from paths.
// usage: dotnet run experiments/spare-parts/spare-parts.cs -- RESULT.json [SEED...]
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Embedded;
using Recurrent.TimeSeries.Forecasting;

const int parts = 12, known = 365, horizon = 14, origins = 12;
if (args.Length < 1)
{
    Console.Error.WriteLine("usage: RESULT.json [SEED...]");
    return 2;
}

ulong[] seeds = args.Length > 1 ? [.. args[1..].Select(text => ulong.Parse(text, CultureInfo.InvariantCulture))] : [1, 2, 3];
ForecastHead[] heads = [ForecastHead.Quantiles, ForecastHead.NegativeBinomial, ForecastHead.Poisson, ForecastHead.Normal, ForecastHead.StudentT];
var whole = DemoDemand.SpareParts(parts, known + (origins * horizon));
var training = DemoDemand.SpareParts(parts, known);
var clock = Stopwatch.StartNew();
var runs = heads.ToDictionary(head => head, _ => new List<(ForecastScores Scores, double? SumCoverage)>());
ForecastEvaluation? last = null;
foreach (ulong seed in seeds)
{
    foreach (ForecastHead head in heads)
    {
        Forecaster model = Forecaster.Train(training, new ForecasterOptions { Horizon = horizon, Head = head, Seed = seed }).Model;
        last = model.Backtest(whole, origins);
        runs[head].Add((last.Model, SumCoverage(model)));
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}, {head}: {last.Model}, sum in 80 %: {runs[head][^1].SumCoverage:F3}, after {clock.Elapsed.TotalSeconds:F0} s"));
    }
}

var table = new JsonObject();
foreach ((ForecastHead head, var scores) in runs)
{
    table[head.ToString()] = new JsonObject
    {
        ["crps"] = Mean(scores.Select(run => run.Scores.Crps), 4),
        ["crps_sd"] = Deviation([.. scores.Select(run => run.Scores.Crps)]),
        ["wql"] = Mean(scores.Select(run => run.Scores.WeightedQuantileLoss), 4),
        ["mae"] = Mean(scores.Select(run => run.Scores.Mae), 4),
        ["coverage_80"] = Mean(scores.Select(run => run.Scores.Coverage80!.Value), 3),
        ["coverage_90"] = Mean(scores.Select(run => run.Scores.Coverage90!.Value), 3),
        ["sum_coverage_80"] = scores[0].SumCoverage is null ? null : Mean(scores.Select(run => run.SumCoverage!.Value), 3),
    };
}

var best = runs[ForecastHead.NegativeBinomial];
var result = new JsonObject
{
    ["dataset"] = "generated demand of 12 spare parts, 14 days ahead at 12 origins",
    ["measure"] = "CRPS, head negative-binomial",
    ["score"] = Mean(best.Select(run => run.Scores.Crps), 4),
    ["sd"] = Deviation([.. best.Select(run => run.Scores.Crps)]),
    ["scores"] = new JsonArray([.. best.Select(run => (JsonNode)Math.Round(run.Scores.Crps, 4))]),
    ["must"] = null,
    ["aim"] = null,
    ["heads"] = table,
    ["baselines"] = new JsonObject([.. last!.Baselines.Select(one => KeyValuePair.Create(one.Method, (JsonNode?)Math.Round(one.Crps, 4)))]),
    ["seconds"] = Math.Round(clock.Elapsed.TotalSeconds),
    ["seed"] = new JsonArray([.. seeds.Select(seed => (JsonNode)seed)]),
    ["commit"] = Commit(),
};
string text = result.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
File.WriteAllText(args[0], text + "\n");
Console.WriteLine(text);
return 0;

// Share of 14-day totals inside their 80 % interval; null for a head that draws no paths.
double? SumCoverage(Forecaster model)
{
    if (model.Head is ForecastHead.Quantiles or ForecastHead.Point) return null;
    int inside = 0, count = 0;
    for (int origin = 0; origin < origins; origin++)
    {
        int end = known + (origin * horizon);
        PathSet paths = model.SamplePaths(new SeriesCollection(whole.Select(one => new Series(one.Id, one.Values[..end], one.Times))), new PathOptions { Count = 500 });
        foreach (SeriesPaths one in paths)
        {
            double[] sums = one.Measure(path => path.Sum());
            double truth = 0;
            foreach (double value in whole[one.Id].Values.Slice(end, horizon)) truth += value;
            if (truth >= sums[50] && truth <= sums[449]) inside++;
            count++;
        }
    }

    return inside / (double)count;
}

static double Mean(IEnumerable<double> values, int digits) => Math.Round(values.Average(), digits);

static double Deviation(double[] values) =>
    values.Length < 2 ? 0 : Math.Round(Math.Sqrt(values.Sum(value => (value - values.Average()) * (value - values.Average())) / (values.Length - 1)), 4);

static string Commit()
{
    using Process git = Process.Start(new ProcessStartInfo("git", "rev-parse --short HEAD") { RedirectStandardOutput = true })!;
    return git.StandardOutput.ReadToEnd().Trim();
}
