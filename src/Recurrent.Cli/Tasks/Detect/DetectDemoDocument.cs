namespace Recurrent.Cli.Tasks.Detect;

/// <summary>What the demonstration prints with <c>--json</c>.</summary>
/// <param name="Task">Always <c>demo</c>.</param>
/// <param name="Report">The report of all runs.</param>
/// <param name="Runs">One a stream.</param>
internal sealed record DetectDemoDocument(string Task, string Report, IReadOnlyList<DetectDocument> Runs);
