namespace Recurrent.Cli.Tasks.Signal.Classes;

/// <summary>What the demonstration prints with <c>--json</c>.</summary>
/// <param name="Task">Always <c>demo</c>.</param>
/// <param name="Report">The report of all runs.</param>
/// <param name="Runs">One a data set.</param>
internal sealed record ClassesDemoDocument(string Task, string Report, IReadOnlyList<ClassesDocument> Runs);
