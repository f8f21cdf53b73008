#:project ../../src/Recurrent.TimeSeries/Recurrent.TimeSeries.csproj
#:project ../../src/Recurrent.Training/Recurrent.Training.csproj
// Identifies the Silverbox from its multisine record and writes result.json.
// usage: dotnet run -c Release experiments/silverbox/silverbox.cs -- SNLS80mV.csv.gz RESULT.json [SEEDS]
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Recurrent.TimeSeries.Signals.Regression.Data;
using Recurrent.TimeSeries.Signals.Regression.Model;
using Recurrent.TimeSeries.Signals.Regression.Scoring;

// The split of the official loader: rows from 0, end exclusive; the first 50 outputs of every test record may set the state.
const int TrainStart = 40650, TrainEnd = 105712, MultisineEnd = 127400;
const int ArrowStart = 100, ArrowEnd = 40575, ArrowInRangeEnd = 32100;
const int WarmUp = 50;
const double MillivoltsPerVolt = 1000;
int seeds = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 2;
var clock = Stopwatch.StartNew();
RecordTable table = RecordTableReader.Read(args[0], new RecordColumns { Inputs = ["V1"], Outputs = ["V2"] });
var scores = new Dictionary<string, List<double>>();
var baselines = new JsonObject();
for (int seed = 1; seed <= seeds; seed++)
{
    RegressorTraining training = SignalRegressor.Train(Part(TrainStart, TrainEnd), new RegressorOptions { Seed = (ulong)seed });
    Console.WriteLine($"seed {seed}: {string.Join(", ", training.Settings.Select(one => $"{one.Name} {one.Value}"))}, {training.Run.Seconds:F0} s");
    foreach ((string name, int start, int end) in new[] { ("multisine", TrainEnd, MultisineEnd), ("arrow_full", ArrowStart, ArrowEnd), ("arrow_no_extrapolation", ArrowStart, ArrowInRangeEnd) })
    {
        RegressionEvaluation evaluation = training.Model.Evaluate(Part(start, end), WarmUp);
        if (!scores.TryGetValue(name, out List<double>? list)) scores[name] = list = [];
        list.Add(evaluation.Model.Rmse * MillivoltsPerVolt);
        if (name == "multisine") foreach (RegressionScores one in evaluation.Baselines) baselines[one.Method] = Math.Round(one.Rmse * MillivoltsPerVolt, 3);
        Console.WriteLine($"  {name,-24} {evaluation.Model.Rmse * MillivoltsPerVolt:F3} mV, FIT {evaluation.Model.Fit:F2} %; " + string.Join(", ", evaluation.Baselines.Select(one => $"{one.Method} {one.Rmse * MillivoltsPerVolt:F2}")));
    }
}

var result = new JsonObject
{
    ["dataset"] = "Silverbox, official split, multisine test",
    ["measure"] = "free-run simulation RMSE in mV",
    ["score"] = Math.Round(scores["multisine"].Average(), 4),
    ["sd"] = Math.Round(Deviation(scores["multisine"]), 4),
    ["scores"] = new JsonArray([.. scores["multisine"].Select(one => (JsonNode)Math.Round(one, 4))]),
    ["arrow_full"] = Math.Round(scores["arrow_full"].Average(), 4),
    ["arrow_no_extrapolation"] = Math.Round(scores["arrow_no_extrapolation"].Average(), 4),
    ["must"] = 1.49,
    ["aim"] = 0.5,
    ["baselines"] = baselines,
    ["seconds"] = Math.Round(clock.Elapsed.TotalSeconds),
    ["seed"] = new JsonArray([.. Enumerable.Range(1, seeds).Select(seed => (JsonNode)seed)]),
    ["commit"] = Commit(),
};
File.WriteAllText(args[1], result.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");
Console.WriteLine(result.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));

RecordTable Part(int start, int end) => table with { Records = [table.Records[0].Slice(start, end - start)] };

static double Deviation(List<double> values) => values.Count < 2 ? 0 : Math.Sqrt(values.Sum(one => (one - values.Average()) * (one - values.Average())) / (values.Count - 1));

static string Commit()
{
    using Process git = Process.Start(new ProcessStartInfo("git", "rev-parse --short HEAD") { RedirectStandardOutput = true })!;
    return git.StandardOutput.ReadToEnd().Trim();
}
