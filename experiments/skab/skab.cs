#:project ../../src/Recurrent.TimeSeries/Recurrent.TimeSeries.csproj
#:project ../../src/Recurrent.Training/Recurrent.Training.csproj
// Runs one detector a file of SKAB valve1 (400 rows to learn from, the rest to judge) and writes result.json.
// usage: dotnet run -c Release experiments/skab/skab.cs -- FOLDER RESULT.json [SEEDS]
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Recurrent.TimeSeries.AnomalyDetection;

const int TrainingRows = 400;
string folder = args[0];
int seeds = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 3;
var clock = Stopwatch.StartNew();
IReadOnlyList<DetectionTable> tables = DetectionReader.ReadAll(Path.Combine(folder, "valve1"));
var runs = new List<DetectionEvaluation>();
for (int seed = 1; seed <= seeds; seed++)
{
    var judged = new List<JudgedTable>();
    foreach (DetectionTable table in tables)
    {
        Detector detector = Detector.Train([table.Slice(0, TrainingRows)], new DetectorOptions { Seed = (ulong)seed, Threads = 1 }).Model;

        // The stream begins with the training rows, as it would on the machine, and only what follows is scored.
        DetectionTable rest = table.Slice(TrainingRows, table.Rows - TrainingRows);
        judged.Add(new JudgedTable(detector, rest, detector.Detect(table)[TrainingRows..]));
    }

    runs.Add(DetectorEvaluator.Evaluate(judged));
    foreach (DetectionScores one in runs[^1].Baselines.Prepend(runs[^1].Model))
    {
        Console.WriteLine($"seed {seed} {one.Method,-18} F1 {one.Points.F1:F3} precision {one.Points.Precision:F3} recall {one.Points.Recall:F3} FAR {100 * one.Points.FalseAlarmRate:F2} % MAR {100 * one.Points.MissedAlarmRate:F2} % "
            + $"AUPR {one.AreaUnderPrecisionRecall:F3} point-adjusted F1 {one.PointAdjustedF1:F3}");
    }
}

double[] scores = [.. runs.Select(run => run.Model.Points.F1)];
double mean = scores.Average();
var baselines = new JsonObject();
foreach (DetectionScores one in runs[0].Baselines) baselines[one.Method] = Math.Round(one.Points.F1, 4);
var result = new JsonObject
{
    ["dataset"] = "SKAB valve1, 16 files",
    ["measure"] = "plain point-wise F1",
    ["score"] = Math.Round(mean, 4),
    ["sd"] = Math.Round(scores.Length < 2 ? 0 : Math.Sqrt(scores.Sum(one => (one - mean) * (one - mean)) / (scores.Length - 1)), 4),
    ["scores"] = new JsonArray([.. scores.Select(one => (JsonNode)Math.Round(one, 4))]),
    ["false_alarm_rate"] = Math.Round(runs.Average(run => run.Model.Points.FalseAlarmRate), 4),
    ["missed_alarm_rate"] = Math.Round(runs.Average(run => run.Model.Points.MissedAlarmRate), 4),
    ["aupr"] = Math.Round(runs.Average(run => run.Model.AreaUnderPrecisionRecall), 4),
    ["must"] = baselines["z_score"]!.DeepClone(),
    ["aim"] = 0.74,
    ["baselines"] = baselines,
    ["seconds"] = Math.Round(clock.Elapsed.TotalSeconds),
    ["seed"] = new JsonArray([.. Enumerable.Range(1, seeds).Select(seed => (JsonNode)seed)]),
    ["commit"] = Commit(),
};
File.WriteAllText(args[1], result.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");
Console.WriteLine(result.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));

static string Commit()
{
    using Process git = Process.Start(new ProcessStartInfo("git", "rev-parse --short HEAD") { RedirectStandardOutput = true })!;
    return git.StandardOutput.ReadToEnd().Trim();
}
