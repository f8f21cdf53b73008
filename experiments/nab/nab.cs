#:project ../../src/Recurrent.TimeSeries/Recurrent.TimeSeries.csproj
#:project ../../src/Recurrent.Training/Recurrent.Training.csproj
// Runs one detector a file of the Numenta Anomaly Benchmark and writes result.json.
// usage: dotnet run -c Release experiments/nab/nab.cs -- FOLDER RESULT.json [SEEDS]
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Recurrent.TimeSeries.AnomalyDetection;
using Recurrent.TimeSeries.Metrics;

string folder = args[0];
int seeds = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 3;
var clock = Stopwatch.StartNew();
using JsonDocument labels = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "labels", "combined_windows.json")));
JsonProperty[] files = [.. labels.RootElement.EnumerateObject().OrderBy(file => file.Name, StringComparer.Ordinal)];
DetectionTable[] tables = [.. files.Select(file => DetectionReader.Read(Path.Combine(folder, "data", file.Name)))];
RowRange[][] windows = [.. files.Select((file, index) => Windows(file.Value, tables[index]))];

var scores = new List<double>();
JsonObject? first = null;
for (int seed = 1; seed <= seeds; seed++)
{
    var flags = new List<NabRecord>();
    var levels = new List<NabRecord>();
    for (int index = 0; index < tables.Length; index++)
    {
        // The only rows a detector may learn from before it is scored: the probation.
        DetectionTable probation = tables[index].Slice(0, NabScore.ProbationRows(tables[index].Rows));
        Detector detector = Detector.Train([probation], new DetectorOptions { Seed = (ulong)seed, Threads = 1 }).Model;
        Detection[] detections = detector.Detect(tables[index]);
        flags.Add(new NabRecord([.. detections.Select(one => one.IsAnomaly ? 1.0 : 0.0)], windows[index]));
        levels.Add(new NabRecord([.. detections.Select(one => one.Score)], windows[index]));
        if (seed == 1) Console.WriteLine(Line(files[index].Name, detections, windows[index], probation.Rows));
    }

    double score = NabScore.Of(flags, NabProfile.Standard, 0.5);
    scores.Add(score);
    Console.WriteLine($"seed {seed}: standard {score:F2}, low FP {NabScore.Of(flags, NabProfile.LowFalsePositives, 0.5):F2}, low FN {NabScore.Of(flags, NabProfile.LowFalseNegatives, 0.5):F2}, "
        + $"even files {Half(flags, 0):F2}, odd files {Half(flags, 1):F2}, score with the best threshold {NabScore.Optimum(levels, NabProfile.Standard).Score:F2}");
    first ??= new JsonObject
    {
        ["low_fp"] = Math.Round(NabScore.Of(flags, NabProfile.LowFalsePositives, 0.5), 2),
        ["low_fn"] = Math.Round(NabScore.Of(flags, NabProfile.LowFalseNegatives, 0.5), 2),
        ["even_files"] = Math.Round(Half(flags, 0), 2),
        ["odd_files"] = Math.Round(Half(flags, 1), 2),
    };
}

NabRecord[] gaussian = [.. tables.Select((table, index) => new NabRecord(WindowedGaussian(table), windows[index]))];
var draws = new ulong[] { 88172645463325252 };
NabRecord[] random = [.. tables.Select((table, index) => new NabRecord([.. Enumerable.Range(0, table.Rows).Select(_ => Draw(draws))], windows[index]))];
double mean = scores.Average();
var result = new JsonObject
{
    ["dataset"] = "NAB, 31 of 58 files",
    ["measure"] = "NAB score, standard profile",
    ["score"] = Math.Round(mean, 2),
    ["sd"] = Math.Round(scores.Count < 2 ? 0 : Math.Sqrt(scores.Sum(one => (one - mean) * (one - mean)) / (scores.Count - 1)), 2),
    ["scores"] = new JsonArray([.. scores.Select(one => (JsonNode)Math.Round(one, 2))]),
    ["must"] = 50,
    ["aim"] = 75,
    ["seed_1"] = first,
    ["baselines"] = new JsonObject
    {
        ["windowed_gaussian_best_threshold"] = Math.Round(NabScore.Optimum(gaussian, NabProfile.Standard).Score, 2),
        ["random_best_threshold"] = Math.Round(NabScore.Optimum(random, NabProfile.Standard).Score, 2),
        ["null"] = 0,
    },
    ["seconds"] = Math.Round(clock.Elapsed.TotalSeconds),
    ["seed"] = new JsonArray([.. Enumerable.Range(1, seeds).Select(seed => (JsonNode)seed)]),
    ["commit"] = Commit(),
};
File.WriteAllText(args[1], result.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");
Console.WriteLine(result.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));

static double Half(List<NabRecord> records, int first) => NabScore.Of([.. records.Where((_, index) => index % 2 == first)], NabProfile.Standard, 0.5);

static string Line(string name, Detection[] detections, RowRange[] windows, int probation)
{
    int[] alarms = [.. Enumerable.Range(probation, detections.Length - probation).Where(row => detections[row].IsAnomaly)];
    int found = windows.Count(window => alarms.Any(window.Contains));
    return $"{name,-56} windows {windows.Length}, found {found}, false alarms {alarms.Count(row => !windows.Any(window => window.Contains(row)))}";
}

static RowRange[] Windows(JsonElement windows, DetectionTable table)
{
    var ranges = new List<RowRange>();
    foreach (JsonElement window in windows.EnumerateArray())
    {
        long start = Ticks(window[0]), end = Ticks(window[1]);
        int[] rows = [.. Enumerable.Range(0, table.Rows).Where(row => table.Ticks(row) >= start && table.Ticks(row) <= end)];
        ranges.Add(new RowRange(rows[0], rows[^1]));
    }

    return [.. ranges];
}

static long Ticks(JsonElement stamp) => DateTime.Parse(stamp.GetString()!, CultureInfo.InvariantCulture).Ticks;

// The benchmark's own detector of the name: mean and deviation of the last 6,400 rows, brought up to date every 100 rows.
static double[] WindowedGaussian(DetectionTable table)
{
    const int longest = 6400, step = 100;
    var scores = new double[table.Rows];
    var (mean, deviation, start, end) = (0.0, 1.0, 0, 0);
    for (int row = 0; row < table.Rows; row++)
    {
        double value = table.Row(row)[0];
        scores[row] = row == 0 ? 0 : Math.Abs(value - mean) / Math.Max(deviation, 1e-6);
        if (row < longest) end = row + 1;
        else if ((row + 1 - longest) % step == 0) (start, end) = (row + 1 - longest, row + 1);
        else continue;
        double sum = 0, squares = 0;
        for (int at = start; at < end; at++) sum += table.Row(at)[0];
        mean = sum / (end - start);
        for (int at = start; at < end; at++) squares += (table.Row(at)[0] - mean) * (table.Row(at)[0] - mean);
        deviation = Math.Sqrt(squares / (end - start));
    }

    return scores;
}

static double Draw(ulong[] state)
{
    state[0] ^= state[0] << 13;
    state[0] ^= state[0] >> 7;
    state[0] ^= state[0] << 17;
    return (state[0] >> 11) / (double)(1UL << 53);
}

static string Commit()
{
    using Process git = Process.Start(new ProcessStartInfo("git", "rev-parse --short HEAD") { RedirectStandardOutput = true })!;
    return git.StandardOutput.ReadToEnd().Trim();
}
