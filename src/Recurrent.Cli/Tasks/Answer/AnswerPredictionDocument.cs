namespace Recurrent.Cli.Tasks.Answer;

/// <summary>What <c>predict --json</c> prints beside its file.</summary>
/// <param name="Task">Always <c>answer</c>.</param>
/// <param name="Out">The file written.</param>
/// <param name="Questions">Questions answered.</param>
internal sealed record AnswerPredictionDocument(string Task, string Out, long Questions);
