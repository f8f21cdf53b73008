namespace Recurrent.Cli.Tasks.Translate;

/// <summary>What the demonstration prints with <c>--json</c>.</summary>
/// <param name="Task">Always <c>demo</c>.</param>
/// <param name="Report">The report of the run.</param>
/// <param name="Runs">The run.</param>
internal sealed record TranslateDemoDocument(string Task, string Report, IReadOnlyList<TranslateDocument> Runs);
