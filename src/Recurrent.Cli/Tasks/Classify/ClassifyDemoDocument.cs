namespace Recurrent.Cli.Tasks.Classify;

/// <summary>What <c>demo classify --json</c> prints.</summary>
/// <param name="Task">Always <c>demo</c>.</param>
/// <param name="Report">The report written.</param>
/// <param name="Runs">The runs shown.</param>
internal sealed record ClassifyDemoDocument(string Task, string Report, IReadOnlyList<ClassifyDocument> Runs);
