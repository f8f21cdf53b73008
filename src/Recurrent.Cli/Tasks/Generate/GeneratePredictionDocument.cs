namespace Recurrent.Cli.Tasks.Generate;

/// <summary>What <c>rnn predict --json</c> prints for a language model.</summary>
/// <param name="Task">Always <c>generate</c>.</param>
/// <param name="Out">The file written; null when there is none.</param>
/// <param name="Lines">Lines scored.</param>
/// <param name="NatsPerChar">Nats a character over all lines.</param>
internal sealed record GeneratePredictionDocument(string Task, string? Out, long Lines, double NatsPerChar);
