namespace Recurrent.Cli.Reports;

/// <summary>What the demonstration prints with <c>--json</c>.</summary>
/// <param name="Task">Always <c>demo</c>.</param>
/// <param name="Report">The report of all runs.</param>
/// <param name="Runs">One a series.</param>
internal sealed record DemoDocument(string Task, string Report, IReadOnlyList<MetricsDocument> Runs);
