#:project ../../src/Recurrent.TimeSeries/Recurrent.TimeSeries.csproj
#:project ../../src/Recurrent.Training/Recurrent.Training.csproj
// Pen digits: eight points of a pen's path, official split (other writers), default settings but for the number of networks.
// usage: dotnet run -c Release experiments/pen-digits/pen-digits.cs -- FOLDER RESULT.json [SEEDS]
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Recurrent.TimeSeries.Signals;
using Recurrent.TimeSeries.Signals.Classification;

int seeds = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 3;
var clock = Stopwatch.StartNew();
IReadOnlyList<Signal> training = Read(Path.Combine(args[0], "pendigits.tra"));
IReadOnlyList<Signal> test = Read(Path.Combine(args[0], "pendigits.tes"));
var runs = new List<SignalEvaluation>();
for (int seed = 1; seed <= seeds; seed++)
{
    SignalTraining trained = SignalClassifier.Train(training, new SignalClassifierOptions { Members = 3, Seed = (ulong)seed });
    runs.Add(SignalEvaluator.Evaluate(trained.Model, test));
    Console.WriteLine($"seed {seed}: {runs[^1].Model.Accuracy:P2} of {test.Count}, validation {trained.ValidationAccuracy:P2}, {trained.Run.Epochs} epochs, {trained.Run.Seconds:F0} s; "
        + string.Join(", ", runs[^1].Baselines.Select(one => $"{one.Method} {one.Accuracy:P2}")));
}

double[] scores = [.. runs.Select(run => run.Model.Accuracy)];
double mean = scores.Average();
var result = new JsonObject
{
    ["dataset"] = "pen digits, 7,494 training digits of 30 writers, 3,498 test digits of 14 others",
    ["measure"] = "accuracy, official split",
    ["score"] = Math.Round(mean, 4),
    ["sd"] = Math.Round(scores.Length < 2 ? 0 : Math.Sqrt(scores.Sum(one => (one - mean) * (one - mean)) / (scores.Length - 1)), 4),
    ["scores"] = new JsonArray([.. scores.Select(one => (JsonNode)Math.Round(one, 4))]),
    ["must"] = 0.98,
    ["aim"] = 0.99,
    ["baselines"] = new JsonObject([.. runs[0].Baselines.Select(one => KeyValuePair.Create(one.Method, (JsonNode?)Math.Round(one.Accuracy, 4)))]),
    ["seconds"] = Math.Round(clock.Elapsed.TotalSeconds),
    ["seed"] = new JsonArray([.. Enumerable.Range(1, seeds).Select(seed => (JsonNode)seed)]),
    ["commit"] = Commit(),
};
string text = result.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
File.WriteAllText(args[1], text + "\n");
Console.WriteLine(text);

// x1,y1,…,x8,y8,class
static IReadOnlyList<Signal> Read(string file)
{
    var signals = new List<Signal>();
    foreach (string line in File.ReadLines(file).Where(line => line.Trim().Length > 0))
    {
        string[] parts = line.Split(',');
        signals.Add(new Signal($"{Path.GetFileName(file)} {signals.Count + 1}", ["x", "y"], [.. parts[..^1].Select(one => float.Parse(one, CultureInfo.InvariantCulture))]) { Label = parts[^1].Trim() });
    }

    return signals;
}

static string Commit()
{
    using Process git = Process.Start(new ProcessStartInfo("git", "rev-parse --short HEAD") { RedirectStandardOutput = true })!;
    return git.StandardOutput.ReadToEnd().Trim();
}
