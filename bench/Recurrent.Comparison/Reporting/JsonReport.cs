using System.Text.Json;
using System.Text.Json.Nodes;
using Recurrent.Comparison.Measuring;

namespace Recurrent.Comparison.Reporting;

/// <summary>One JSON object at the end.</summary>
internal sealed class JsonReport(TextWriter output) : IReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private readonly List<CaseResult> _results = [];
    private readonly List<PrecisionScore> _scores = [];
    private RunConditions? _conditions;

    public void Begin(RunConditions conditions) => _conditions = conditions;

    public void Add(CaseResult result) => _results.Add(result);

    public void Add(PrecisionScore score) => _scores.Add(score);

    public void End()
    {
        var versions = new JsonObject();
        foreach ((string name, string value) in Machine.Facts())
        {
            versions.Add(name, value);
        }

        var summary = new JsonObject();
        foreach (IGrouping<string, CaseResult> kind in _results.GroupBy(result => result.Kind))
        {
            summary.Add(kind.Key, Summary(KindSummary.Of([.. kind])));
        }

        var report = new JsonObject
        {
            ["versions"] = versions,
            ["threads"] = _conditions?.Threads,
            ["roof"] = _conditions?.Roof,
            ["roofOneThread"] = _conditions?.RoofOneThread,
            ["barrierNs"] = _conditions?.BarrierNanoseconds,
            ["cases"] = new JsonArray([.. _results.Select(Case)]),
            ["scores"] = new JsonArray([.. _scores.Select(Score)]),
            ["summary"] = summary,
        };
        output.WriteLine(report.ToJsonString(Indented));
    }

    private static JsonObject Case(CaseResult result)
    {
        var entry = new JsonObject
        {
            ["kind"] = result.Kind,
            ["case"] = result.Case,
            ["oursMs"] = result.OursMs,
            ["peer"] = result.Peer,
            ["peerMs"] = result.PeerMs,
            ["ratio"] = result.Ratio,
            ["gigaflops"] = result.GigaflopsPerSecond,
            ["roofShare"] = result.RoofShare,
        };
        if (result.Tokens > 0)
        {
            entry.Add("tokensPerSecond", 1000 * result.Tokens / result.OursMs);
            entry.Add("peerTokensPerSecond", 1000 * result.Tokens / result.PeerMs);
        }

        return entry;
    }

    private static JsonObject Score(PrecisionScore score) => new()
    {
        ["model"] = score.Name,
        ["float32"] = score.Single,
        ["bfloat16"] = score.BFloat16,
        ["int8"] = score.Int8,
    };

    private static JsonObject Summary(KindSummary summary) => new()
    {
        ["geomean"] = summary.Geomean,
        ["geomeanWithoutBatch1"] = double.IsNaN(summary.GeomeanWithoutBatch1) ? null : summary.GeomeanWithoutBatch1,
        ["min"] = summary.Min,
    };
}
