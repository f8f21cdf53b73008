namespace Recurrent.Cli.Tasks.Classify;

/// <summary>What <c>predict --json</c> prints beside its file.</summary>
/// <param name="Task">Always <c>classify</c>.</param>
/// <param name="Out">The file written.</param>
/// <param name="Texts">Texts that came.</param>
/// <param name="Labels">How many were said to have each label.</param>
internal sealed record ClassifyPredictionDocument(string Task, string Out, long Texts, IReadOnlyDictionary<string, long> Labels);
