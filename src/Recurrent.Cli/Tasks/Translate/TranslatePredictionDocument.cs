namespace Recurrent.Cli.Tasks.Translate;

/// <summary>What <c>predict --json</c> prints beside its file.</summary>
/// <param name="Task">Always <c>translate</c>.</param>
/// <param name="Out">The file written.</param>
/// <param name="Sentences">Lines that came.</param>
/// <param name="Seconds">Time from the first line to the last.</param>
internal sealed record TranslatePredictionDocument(string Task, string Out, long Sentences, double Seconds);
