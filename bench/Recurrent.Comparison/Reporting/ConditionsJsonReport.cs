using System.Text.Json;
using System.Text.Json.Nodes;
using Recurrent.Comparison.Conditions;
using Recurrent.Comparison.Measuring;

namespace Recurrent.Comparison.Reporting;

/// <summary>One JSON object at the end.</summary>
internal sealed class ConditionsJsonReport(TextWriter output) : IConditionsReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private readonly JsonArray _findings = [];
    private RunConditions? _conditions;

    public void Begin(RunConditions conditions) => _conditions = conditions;

    public void Add(Finding finding) => _findings.Add(new JsonObject
    {
        ["condition"] = finding.Condition,
        ["name"] = finding.Name,
        ["figure"] = double.IsFinite(finding.Figure) ? finding.Figure : null,
        ["unit"] = $"{finding.Unit}",
        ["atLeast"] = finding.AtLeast,
        ["atMost"] = finding.AtMost,
        ["met"] = finding.HasMust ? finding.IsMet : null,
    });

    public void End()
    {
        var versions = new JsonObject();
        foreach ((string name, string value) in Machine.Facts())
        {
            versions.Add(name, value);
        }

        var report = new JsonObject
        {
            ["versions"] = versions,
            ["threads"] = _conditions?.Threads,
            ["roof"] = _conditions?.Roof,
            ["roofOneThread"] = _conditions?.RoofOneThread,
            ["barrierNs"] = _conditions?.BarrierNanoseconds,
            ["findings"] = _findings,
        };
        output.WriteLine(report.ToJsonString(Indented));
    }
}
