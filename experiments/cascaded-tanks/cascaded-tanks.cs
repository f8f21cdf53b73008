#:project ../../src/Recurrent.TimeSeries/Recurrent.TimeSeries.csproj
#:project ../../src/Recurrent.Training/Recurrent.Training.csproj
// Identifies the cascaded tanks from the estimation record and writes result.json.
// usage: dotnet run -c Release experiments/cascaded-tanks/cascaded-tanks.cs -- dataBenchmark.csv RESULT.json [SEEDS]
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Recurrent.TimeSeries.Signals.Regression.Data;
using Recurrent.TimeSeries.Signals.Regression.Model;
using Recurrent.TimeSeries.Signals.Regression.Scoring;

// The first 5 outputs of the test record may set the state (official loader).
const int WarmUp = 5;
int seeds = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 5;
var clock = Stopwatch.StartNew();
RecordTable estimation = Table("uEst", "yEst");
RecordTable test = Table("uVal", "yVal");
var scores = new List<double>();
var baselines = new JsonObject();
for (int seed = 1; seed <= seeds; seed++)
{
    RegressorTraining training = SignalRegressor.Train(estimation, new RegressorOptions { Seed = (ulong)seed });
    RegressionEvaluation evaluation = training.Model.Evaluate(test, WarmUp);
    scores.Add(evaluation.Model.Rmse);
    foreach (RegressionScores one in evaluation.Baselines) baselines[one.Method] = Math.Round(one.Rmse, 4);
    Console.WriteLine($"seed {seed}: {string.Join(", ", training.Settings.Select(one => $"{one.Name} {one.Value}"))}, {training.Run.Seconds:F0} s");
    Console.WriteLine($"  {evaluation.Model.Rmse:F4} V, FIT {evaluation.Model.Fit:F2} %; " + string.Join(", ", evaluation.Baselines.Select(one => $"{one.Method} {one.Rmse:F3}")));
}

double mean = scores.Average();
var result = new JsonObject
{
    ["dataset"] = "Cascaded tanks, official split",
    ["measure"] = "free-run simulation RMSE in V",
    ["score"] = Math.Round(mean, 4),
    ["sd"] = Math.Round(scores.Count < 2 ? 0 : Math.Sqrt(scores.Sum(one => (one - mean) * (one - mean)) / (scores.Count - 1)), 4),
    ["scores"] = new JsonArray([.. scores.Select(one => (JsonNode)Math.Round(one, 4))]),
    ["must"] = 0.396,
    ["aim"] = 0.34,
    ["baselines"] = baselines,
    ["seconds"] = Math.Round(clock.Elapsed.TotalSeconds),
    ["seed"] = new JsonArray([.. Enumerable.Range(1, seeds).Select(seed => (JsonNode)seed)]),
    ["commit"] = Commit(),
};
File.WriteAllText(args[1], result.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");
Console.WriteLine(result.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));

RecordTable Table(string input, string output)
{
    RecordTable table = RecordTableReader.Read(args[0], new RecordColumns { Inputs = [input], Outputs = [output] });
    return table with { InputNames = ["u"], OutputNames = ["y"] };
}

static string Commit()
{
    using Process git = Process.Start(new ProcessStartInfo("git", "rev-parse --short HEAD") { RedirectStandardOutput = true })!;
    return git.StandardOutput.ReadToEnd().Trim();
}
