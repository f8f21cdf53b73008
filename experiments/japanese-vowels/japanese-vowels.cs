#:project ../../src/Recurrent.TimeSeries/Recurrent.TimeSeries.csproj
#:project ../../src/Recurrent.Training/Recurrent.Training.csproj
// Japanese vowels: which of nine men speaks, official split, default settings.
// usage: dotnet run -c Release experiments/japanese-vowels/japanese-vowels.cs -- FOLDER RESULT.json [SEEDS]
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Recurrent.TimeSeries.Signals;
using Recurrent.TimeSeries.Signals.Classification;

int seeds = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 5;
var clock = Stopwatch.StartNew();
IReadOnlyList<Signal> training = Read(Path.Combine(args[0], "JapaneseVowels_TRAIN.ts"));
IReadOnlyList<Signal> test = Read(Path.Combine(args[0], "JapaneseVowels_TEST.ts"));
var runs = new List<SignalEvaluation>();
for (int seed = 1; seed <= seeds; seed++)
{
    SignalTraining trained = SignalClassifier.Train(training, new SignalClassifierOptions { Seed = (ulong)seed });
    runs.Add(SignalEvaluator.Evaluate(trained.Model, test));
    Console.WriteLine($"seed {seed}: {runs[^1].Model.Accuracy:P2} of {test.Count}, validation {trained.ValidationAccuracy:P2}, {trained.Run.Epochs} epochs, {trained.Run.Seconds:F0} s; "
        + string.Join(", ", runs[^1].Baselines.Select(one => $"{one.Method} {one.Accuracy:P2}")));
}

double[] scores = [.. runs.Select(run => run.Model.Accuracy)];
double mean = scores.Average();
var result = new JsonObject
{
    ["dataset"] = "Japanese vowels, 270 training and 370 test utterances of 9 speakers",
    ["measure"] = "accuracy, official split",
    ["score"] = Math.Round(mean, 4),
    ["sd"] = Math.Round(scores.Length < 2 ? 0 : Math.Sqrt(scores.Sum(one => (one - mean) * (one - mean)) / (scores.Length - 1)), 4),
    ["scores"] = new JsonArray([.. scores.Select(one => (JsonNode)Math.Round(one, 4))]),
    ["must"] = 0.97,
    ["aim"] = 0.985,
    ["baselines"] = new JsonObject([.. runs[0].Baselines.Select(one => KeyValuePair.Create(one.Method, (JsonNode?)Math.Round(one.Accuracy, 4)))]),
    ["seconds"] = Math.Round(clock.Elapsed.TotalSeconds),
    ["seed"] = new JsonArray([.. Enumerable.Range(1, seeds).Select(seed => (JsonNode)seed)]),
    ["commit"] = Commit(),
};
string text = result.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
File.WriteAllText(args[1], text + "\n");
Console.WriteLine(text);

// The .ts format: # comments, @ header, then a case a line: channels separated by colons, the class last.
static IReadOnlyList<Signal> Read(string file)
{
    const int channels = 12;
    string[] names = [.. Enumerable.Range(1, channels).Select(channel => $"c{channel}")];
    var signals = new List<Signal>();
    foreach (string line in File.ReadLines(file).Where(line => line.Length > 0 && line[0] is not ('#' or '@')))
    {
        string[] parts = line.Split(':');
        float[][] columns = [.. parts[..channels].Select(Numbers)];
        float[] values = [.. Enumerable.Range(0, columns[0].Length).SelectMany(row => columns.Select(column => column[row]))];
        signals.Add(new Signal($"{Path.GetFileName(file)} {signals.Count + 1}", names, values) { Label = parts[channels].Trim() });
    }

    return signals;
}

static float[] Numbers(string text) => [.. text.Split(',').Select(one => float.Parse(one, CultureInfo.InvariantCulture))];

static string Commit()
{
    using Process git = Process.Start(new ProcessStartInfo("git", "rev-parse --short HEAD") { RedirectStandardOutput = true })!;
    return git.StandardOutput.ReadToEnd().Trim();
}
