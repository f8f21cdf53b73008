#:project ../../src/Recurrent.TimeSeries/Recurrent.TimeSeries.csproj
#:project ../../src/Recurrent.Training/Recurrent.Training.csproj
// Spoken digits: the official split, random splits and leave-one-speaker-out, default settings but for the number of networks.
// usage: dotnet run -c Release experiments/spoken-digits/spoken-digits.cs -- FOLDER RESULT.json [SEEDS]
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Recurrent.TimeSeries.Signals;
using Recurrent.TimeSeries.Signals.Audio;
using Recurrent.TimeSeries.Signals.Classification;

const int Networks = 3;
const int OfficialTakes = 5;
const double TestShare = 0.2;
int seeds = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 3;
var clock = Stopwatch.StartNew();
Recording[] recordings = [.. Directory.EnumerateFiles(args[0], "*.wav").Order(StringComparer.Ordinal).Select(Recording.Read)];

var random = new List<SignalEvaluation>();
var official = new List<SignalEvaluation>();
for (int seed = 1; seed <= seeds; seed++)
{
    SignalSplit split = SignalSplit.HoldBack([.. recordings.Select(one => one.Signal)], TestShare, (ulong)seed);
    random.Add(Score($"random split, seed {seed}", split.Training, split.Test, seed));
    official.Add(Score($"official split, seed {seed}", Signals(one => one.Take >= OfficialTakes), Signals(one => one.Take < OfficialTakes), seed));
}

var speakers = new JsonObject();
foreach (string speaker in recordings.Select(one => one.Speaker).Distinct())
    speakers[speaker] = Rounded(Score($"without {speaker}", Signals(one => one.Speaker != speaker), Signals(one => one.Speaker == speaker), 1).Model.Accuracy);

var result = new JsonObject
{
    ["dataset"] = "free spoken digits, 1,250 recordings of 5 speakers at 8 kHz",
    ["measure"] = "accuracy, random split 80/20 of every digit",
    ["score"] = Rounded(random.Average(run => run.Model.Accuracy)),
    ["sd"] = Rounded(Deviation([.. random.Select(run => run.Model.Accuracy)])),
    ["scores"] = new JsonArray([.. random.Select(run => (JsonNode)Rounded(run.Model.Accuracy))]),
    ["official_split"] = Rounded(official.Average(run => run.Model.Accuracy)),
    ["official_split_scores"] = new JsonArray([.. official.Select(run => (JsonNode)Rounded(run.Model.Accuracy))]),
    ["leave_one_speaker_out"] = Rounded(speakers.Average(one => (double)one.Value!)),
    ["speakers"] = speakers,
    ["must"] = 0.97,
    ["aim"] = 0.99,
    ["baselines"] = new JsonObject([.. random[0].Baselines.Select((one, index) => KeyValuePair.Create(one.Method, (JsonNode?)Rounded(random.Average(run => run.Baselines[index].Accuracy))))]),
    ["seconds"] = Math.Round(clock.Elapsed.TotalSeconds),
    ["seed"] = new JsonArray([.. Enumerable.Range(1, seeds).Select(seed => (JsonNode)seed)]),
    ["commit"] = Commit(),
};
string text = result.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
File.WriteAllText(args[1], text + "\n");
Console.WriteLine(text);

IReadOnlyList<Signal> Signals(Func<Recording, bool> wanted) => [.. recordings.Where(wanted).Select(one => one.Signal)];

SignalEvaluation Score(string name, IReadOnlyList<Signal> training, IReadOnlyList<Signal> test, int seed)
{
    SignalTraining trained = SignalClassifier.Train(training, new SignalClassifierOptions { Members = Networks, Seed = (ulong)seed });
    SignalEvaluation evaluation = SignalEvaluator.Evaluate(trained.Model, test);
    Console.WriteLine($"{name}: {evaluation.Model.Accuracy:P2} of {test.Count}, validation {trained.ValidationAccuracy:P2}, {trained.Run.Epochs} epochs, "
        + $"{trained.Run.Seconds:F0} s; {string.Join(", ", evaluation.Baselines.Select(one => $"{one.Method} {one.Accuracy:P2}"))}");
    return evaluation;
}

static double Rounded(double value) => Math.Round(value, 4);

static double Deviation(double[] values) => values.Length < 2 ? 0 : Math.Sqrt(values.Sum(one => (one - values.Average()) * (one - values.Average())) / (values.Length - 1));

static string Commit()
{
    using Process git = Process.Start(new ProcessStartInfo("git", "rev-parse --short HEAD") { RedirectStandardOutput = true })!;
    return git.StandardOutput.ReadToEnd().Trim();
}

internal sealed record Recording(Signal Signal, string Speaker, int Take)
{
    public static Recording Read(string file)
    {
        // DIGIT_SPEAKER_TAKE.wav
        string[] parts = Path.GetFileNameWithoutExtension(file).Split('_');
        return new Recording(Signal.FromClip(Path.GetFileName(file), WavReader.Read(file), parts[0]), parts[1], int.Parse(parts[2], CultureInfo.InvariantCulture));
    }
}
