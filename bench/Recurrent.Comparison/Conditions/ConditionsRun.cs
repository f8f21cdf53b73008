using Recurrent.Comparison.Reporting;
using Recurrent.Kernels.Measuring;

namespace Recurrent.Comparison.Conditions;

/// <summary>Measures the conditions one by one.</summary>
internal sealed class ConditionsRun(ComparisonOptions options, IConditionsReport report, TextWriter errors)
{
    /// <summary>Runs all conditions asked for.</summary>
    /// <returns>True when there was at least one; figures that are not met are reported, not failures of the run.</returns>
    public bool Run()
    {
        ICondition[] conditions = [.. ConditionList.All.Where(condition => condition.Name.Contains(options.CaseFilter, StringComparison.OrdinalIgnoreCase))];
        if (conditions.Length == 0)
        {
            errors.WriteLine($"No condition has '{options.CaseFilter}' in its name; there are {string.Join(", ", ConditionList.All.Select(condition => condition.Name))}.");
            return false;
        }

        double roof = FmaRoof.Measure(options.Threads), single = FmaRoof.Measure(threads: 1);
        report.Begin(new RunConditions(options.Threads, roof, single, BarrierLatency.Measure(options.Threads)));
        var settings = new ConditionSettings(options.Threads, options.IsQuick);
        foreach (Finding finding in conditions.SelectMany(condition => condition.Measure(settings)))
        {
            report.Add(finding);
        }

        report.End();
        return true;
    }
}
