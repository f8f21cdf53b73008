namespace Recurrent.Cli.Tasks.Signal.Classes;

/// <summary>What <c>predict --json</c> prints.</summary>
/// <param name="Task">Always <c>signal</c>.</param>
/// <param name="Out">The file written; null when there is none.</param>
/// <param name="Predictions">One a signal, in their order.</param>
internal sealed record ClassesPredictionDocument(string Task, string? Out, IReadOnlyList<ClassesPredictionEntry> Predictions);
