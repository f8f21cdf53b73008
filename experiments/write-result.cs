// Writes result.json of an experiment from the metrics.json of its runs (one a seed).
// usage: dotnet run experiments/write-result.cs -- DATASET MEASURE KEY MUST AIM SECONDS RESULT.json METRICS.json...
// KEY is the name of the measure in metrics.json, such as owa; MUST and AIM are numbers, or - for none.
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

if (args.Length < 8)
{
    Console.Error.WriteLine("usage: DATASET MEASURE KEY MUST AIM SECONDS RESULT.json METRICS.json...");
    return 2;
}

JsonNode[] runs = [.. args[7..].Select(file => JsonNode.Parse(File.ReadAllText(file))!)];
string key = args[2];
double[] scores = [.. runs.Select(run => (double)run["test"]![key]!)];
double mean = scores.Average();
double deviation = scores.Length < 2 ? 0 : Math.Sqrt(scores.Sum(score => (score - mean) * (score - mean)) / (scores.Length - 1));
var baselines = new JsonObject();
foreach ((string name, JsonNode? baseline) in runs[0]["test"]!["baselines"]!.AsObject())
{
    baselines[name] = baseline![key]?.DeepClone();
}

var result = new JsonObject
{
    ["dataset"] = args[0],
    ["measure"] = args[1],
    ["score"] = Math.Round(mean, 4),
    ["sd"] = Math.Round(deviation, 4),
    ["scores"] = new JsonArray([.. scores.Select(score => (JsonNode)Math.Round(score, 4))]),
    ["must"] = Number(args[3]),
    ["aim"] = Number(args[4]),
    ["baselines"] = baselines,
    ["seconds"] = Number(args[5]),
    ["seed"] = new JsonArray([.. runs.Select(run => run["seed"]!.DeepClone())]),
    ["commit"] = Commit(),
};
string text = result.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
File.WriteAllText(args[6], text + "\n");
Console.WriteLine(text);
return 0;

static JsonNode? Number(string text) => text == "-" ? null : JsonValue.Create(double.Parse(text, CultureInfo.InvariantCulture));

static string Commit()
{
    using Process git = Process.Start(new ProcessStartInfo("git", "rev-parse --short HEAD") { RedirectStandardOutput = true })!;
    return git.StandardOutput.ReadToEnd().Trim();
}
