namespace Recurrent.Cli.Tasks.Tag;

/// <summary>What the demonstration prints with <c>--json</c>.</summary>
/// <param name="Task">Always <c>demo</c>.</param>
/// <param name="Report">The report of the run.</param>
/// <param name="Run">The run.</param>
internal sealed record TagDemoDocument(string Task, string Report, TagDocument Run);
