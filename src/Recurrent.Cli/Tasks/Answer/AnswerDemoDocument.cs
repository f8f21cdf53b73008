namespace Recurrent.Cli.Tasks.Answer;

/// <summary>What the demonstration prints with <c>--json</c>.</summary>
/// <param name="Task">Always <c>demo</c>.</param>
/// <param name="Report">The report of the run.</param>
/// <param name="Run">The run.</param>
internal sealed record AnswerDemoDocument(string Task, string Report, AnswerDocument Run);
