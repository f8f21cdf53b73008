using System.Diagnostics;
using System.Text.Json.Nodes;
using LongMemory.Tasks;

namespace LongMemory;

/// <summary>result.json of an experiment.</summary>
internal static class LongResult
{
    public static JsonObject Of(string name, LongTask task, LongSettings settings, IReadOnlyList<LongRun> runs, IReadOnlyDictionary<string, string> own)
    {
        double mean = runs.Average(run => run.Score);
        double deviation = runs.Count < 2 ? 0 : Math.Sqrt(runs.Sum(run => (run.Score - mean) * (run.Score - mean)) / (runs.Count - 1));
        return new JsonObject
        {
            ["dataset"] = $"{name}, {task.Time} steps",
            ["measure"] = task.Measure,
            ["score"] = Short(mean),
            ["sd"] = Short(deviation),
            ["scores"] = new JsonArray([.. runs.Select(run => (JsonNode)Short(run.Score))]),
            ["mean_loss_of_all_answers"] = new JsonArray([.. runs.Select(run => (JsonNode)Short(run.AllSteps))]),
            ["must"] = Limit(own["must"]),
            ["aim"] = Limit(own["aim"]),
            ["baselines"] = new JsonObject { ["remembering_nothing"] = Short(task.Baseline) },
            ["model"] = $"{settings.Layers} x {settings.Cell} of {settings.Hidden}, {settings.Initialization} start, batches of {settings.Batch}, rate {settings.Rate}",
            ["updates"] = new JsonArray([.. runs.Select(run => (JsonNode)run.Steps)]),
            ["seconds"] = Math.Round(runs.Sum(run => run.Seconds)),
            ["seed"] = new JsonArray([.. runs.Select(run => (JsonNode)run.Seed)]),
            ["commit"] = Commit(),
        };
    }

    public static string Commit()
    {
        using Process git = Process.Start(new ProcessStartInfo("git", "rev-parse --short HEAD") { RedirectStandardOutput = true })!;
        return git.StandardOutput.ReadToEnd().Trim();
    }

    /// <summary>Four significant digits.</summary>
    private static double Short(double value) => value == 0 || !double.IsFinite(value) ? value : Math.Round(value, Math.Clamp(3 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 15));

    private static JsonValue? Limit(string text) => text.Length == 0 ? null : JsonValue.Create(LongSettings.Number(text));
}
