using Recurrent.Comparison.Conditions;
using Recurrent.Comparison.Measuring;

namespace Recurrent.Comparison.Reporting;

/// <summary>A table of figures that grows while they are measured.</summary>
internal sealed class ConditionsTextReport(TextWriter output) : IConditionsReport
{
    private const int NameWidth = 78;
    private readonly List<Finding> _findings = [];

    public void Begin(RunConditions conditions)
    {
        foreach ((string name, string value) in Machine.Facts())
        {
            output.WriteLine($"{name + ":",-14} {value}");
        }

        output.WriteLine($"{"threads:",-14} {conditions.Threads}");
        output.WriteLine($"{"FMA roof:",-14} {conditions.Roof:0} GFLOP/s, {conditions.RoofOneThread:0} on one thread; barrier {conditions.BarrierNanoseconds:0} ns");
        output.WriteLine("Figures as measured; a line without a must stands for information.");
    }

    public void Add(Finding finding)
    {
        if (_findings.Count == 0 || _findings[^1].Condition != finding.Condition)
        {
            output.WriteLine();
            output.WriteLine($"{finding.Condition,-NameWidth} {"figure",9} {"must",9}  met");
        }

        string met = !finding.HasMust ? "-" : finding.IsMet ? "yes" : "NO";
        output.WriteLine($"{finding.Name,-NameWidth} {Text(finding.Figure, finding.Unit),9} {Must(finding),9}  {met}");
        _findings.Add(finding);
    }

    public void End()
    {
        Finding[] limited = [.. _findings.Where(finding => finding.HasMust)];
        output.WriteLine();
        output.WriteLine($"{limited.Count(finding => finding.IsMet)} of {limited.Length} met");
    }

    private static string Must(Finding finding) => (finding.AtLeast, finding.AtMost) switch
    {
        ({ } least, { } most) when least == most => $"= {Text(least, finding.Unit)}",
        ({ } least, null) => $">= {Text(least, finding.Unit)}",
        (null, { } most) => $"<= {Text(most, finding.Unit)}",
        _ => "-",
    };

    private static string Text(double value, FigureUnit unit) => unit switch
    {
        FigureUnit.Share => $"{value:0.0 %}",
        FigureUnit.Count => $"{value:0}",
        _ => $"{value:0.000}",
    };
}
