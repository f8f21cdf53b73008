#:project ../../src/Recurrent.Text/Recurrent.Text.csproj
#:project ../../src/Recurrent.Training/Recurrent.Training.csproj
// bAbI, English: a model for each task in the folder, trained on its 1,000 (or 10,000) questions and scored on the 1,000 test questions.
// A tenth of the training stories is held back; it alone decides which kind of network, which start and which epoch are kept.
// usage: dotnet run -c Release experiments/babi/babi.cs -- FOLDER 1k|10k RESULT.json [TASK...]   (named tasks are added to the others in RESULT.json)
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Recurrent.Text.Answering;

bool isLarge = args[1] == "10k";
var clock = Stopwatch.StartNew();
string[] named = [.. args.Skip(3)];
string[] files = [.. Directory.GetFiles(Path.Combine(args[0], isLarge ? "en-10k" : "en"), "qa*_train.txt*").Where(file => named.Length == 0 || named.Contains($"{NumberOf(file)}"))];
JsonNode? before = named.Length > 0 && File.Exists(args[2]) ? JsonNode.Parse(File.ReadAllText(args[2])) : null;
var rows = new SortedDictionary<int, JsonNode>();
foreach (JsonNode? row in before?["tasks"]?.AsArray() ?? []) rows[(int)row!["task"]!] = row.DeepClone();
foreach (string file in files.OrderBy(file => new FileInfo(file).Length))
{
    int task = NumberOf(file);
    // The stories of task 3 are long: a start takes as long as one of several other tasks together.
    var options = isLarge ? new StoryAnswererOptions { Restarts = 2, Epochs = 30, Patience = 10 } : new StoryAnswererOptions { Restarts = task == 3 ? 2 : 5 };
    StoryTraining trained = StoryAnswerer.Train(StoryFile.Read(file), options: options);
    StoryEvaluation scores = StoryEvaluator.Evaluate(trained.Model, StoryFile.Read(Directory.GetFiles(Path.Combine(args[0], "en"), $"qa{task}_*_test.txt").Single()));
    rows[task] = new JsonObject
    {
        ["task"] = task,
        ["error"] = Math.Round(1 - scores.Model.Accuracy, 4),
        ["validation_error"] = Math.Round(1 - trained.ValidationAccuracy, 4),
        ["network"] = trained.Model.Readers[0],
        ["seed"] = trained.Attempts.First(one => one.IsKept).Seed,
        ["networks_trained"] = trained.Attempts.Count,
        ["most_frequent_given_question"] = Math.Round(1 - scores.Baselines[1].Accuracy, 4),
        ["majority"] = Math.Round(1 - scores.Baselines[0].Accuracy, 4),
    };
    Console.WriteLine($"task {task,2}: {1 - scores.Model.Accuracy:P1} wrong, validation {1 - trained.ValidationAccuracy:P1}, {trained.Model.Readers[0]}; {clock.Elapsed.TotalSeconds:F0} s so far");
    Write();
}

Console.WriteLine(File.ReadAllText(args[2]));

// After every task: what is done is kept.
void Write()
{
    var result = new JsonObject
    {
        ["dataset"] = $"bAbI 1.2 English, {args[1]}, {rows.Count} tasks ({string.Join(", ", rows.Keys)})",
        ["measure"] = "mean over the tasks of the share of test questions answered wrong",
        ["score"] = Mean("error"),
        ["must"] = isLarge ? null : 0.138,
        ["aim"] = isLarge ? 0.005 : 0.08,
        ["failed_tasks"] = rows.Values.Count(row => (double)row["error"]! > 0.05),
        ["baselines"] = new JsonObject { ["majority"] = Mean("majority"), ["most_frequent_given_question"] = Mean("most_frequent_given_question") },
        ["tasks"] = new JsonArray([.. rows.Values.Select(row => row.DeepClone())]),
        ["seconds"] = Math.Round(clock.Elapsed.TotalSeconds + ((double?)before?["seconds"] ?? 0)),
        ["seed"] = new JsonArray(1),
        ["commit"] = Commit(),
    };
    File.WriteAllText(args[2], result.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");
}

double? Mean(string name) => rows.Values.Any(row => row[name] is null) ? null : Math.Round(rows.Values.Average(row => (double)row[name]!), 4);

static int NumberOf(string file) => int.Parse(Regex.Match(Path.GetFileName(file), "^qa([0-9]+)_").Groups[1].ValueSpan, CultureInfo.InvariantCulture);

static string Commit()
{
    using Process git = Process.Start(new ProcessStartInfo("git", "rev-parse --short HEAD") { RedirectStandardOutput = true })!;
    return git.StandardOutput.ReadToEnd().Trim();
}
