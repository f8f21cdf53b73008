namespace Recurrent.Cli.Tasks.Tag;

/// <summary>What <c>predict --json</c> prints beside its file.</summary>
/// <param name="Task">Always <c>tag</c>.</param>
/// <param name="Out">The file written.</param>
/// <param name="Sentences">Sentences tagged.</param>
/// <param name="Entities">Entities found.</param>
internal sealed record TagPredictionDocument(string Task, string Out, long Sentences, long Entities);
