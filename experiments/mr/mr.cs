#:project ../../src/Recurrent.Text/Recurrent.Text.csproj
#:project ../../src/Recurrent.Training/Recurrent.Training.csproj
// MR: which of 10,662 sentences from film reviews are positive, 10-fold cross-validation: line number modulo 10, default settings, three networks.
// A tenth of the nine folds learnt from is held back to choose the epoch by; the tenth fold is looked at once.
// usage: dotnet run -c Release experiments/mr/mr.cs -- FOLDER RESULT.json
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Recurrent.Text.Classification;

const int Folds = 10;
var clock = Stopwatch.StartNew();
LabelledText[][] folds = Read(args[0]);
var runs = new List<TextEvaluation>();
for (int fold = 0; fold < Folds; fold++)
{
    LabelledText[] training = [.. folds.Where((_, other) => other != fold).SelectMany(one => one)];
    TextTraining trained = TextClassifier.Train(training, options: new TextClassifierOptions { Members = 3 });
    runs.Add(TextEvaluator.Evaluate(trained.Model, folds[fold]));
    Console.WriteLine($"fold {fold}: {runs[^1].Model.Accuracy:P2} of {runs[^1].Texts}, validation {trained.ValidationAccuracy:P2}, {trained.Run.Epochs} epochs, {trained.Run.Seconds:F0} s; "
        + string.Join(", ", runs[^1].Baselines.Select(one => $"{one.Method} {one.Accuracy:P2}")));
}

double[] scores = [.. runs.Select(run => run.Model.Accuracy)];
double mean = scores.Average();
var result = new JsonObject
{
    ["dataset"] = "MR, sentence polarity 1.0, 10,662 sentences",
    ["measure"] = "accuracy, mean of 10 folds, three networks",
    ["score"] = Math.Round(mean, 4),
    ["sd"] = Math.Round(Math.Sqrt(scores.Sum(one => (one - mean) * (one - mean)) / (scores.Length - 1)), 4),
    ["scores"] = new JsonArray([.. scores.Select(one => (JsonNode)Math.Round(one, 4))]),
    ["must"] = 0.75,
    ["aim"] = 0.78,
    ["baselines"] = new JsonObject([.. runs[0].Baselines.Select((one, index) => KeyValuePair.Create(one.Method, (JsonNode?)Math.Round(runs.Average(run => run.Baselines[index].Accuracy), 4)))]),
    ["seconds"] = Math.Round(clock.Elapsed.TotalSeconds),
    ["seed"] = new JsonArray(1),
    ["commit"] = Commit(),
};
string text = result.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
File.WriteAllText(args[1], text + "\n");
Console.WriteLine(text);

// The files are Windows-1252, one sentence a line.
static LabelledText[][] Read(string folder)
{
    Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
    var encoding = Encoding.GetEncoding(1252);
    var folds = Enumerable.Range(0, Folds).Select(_ => new List<LabelledText>()).ToArray();
    foreach ((string file, string label) in new[] { ("rt-polarity.pos", "positive"), ("rt-polarity.neg", "negative") })
    {
        int row = 0;
        foreach (string line in File.ReadLines(Path.Combine(folder, file), encoding)) folds[row++ % Folds].Add(new LabelledText(line, label));
    }

    return [.. folds.Select(fold => fold.ToArray())];
}

static string Commit()
{
    using Process git = Process.Start(new ProcessStartInfo("git", "rev-parse --short HEAD") { RedirectStandardOutput = true })!;
    return git.StandardOutput.ReadToEnd().Trim();
}
