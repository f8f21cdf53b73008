namespace Recurrent.Cli.Tasks.Detect;

/// <summary>What <c>predict --json</c> prints beside its file.</summary>
/// <param name="Task">Always <c>detect</c>.</param>
/// <param name="Out">The file written.</param>
/// <param name="Rows">Rows that came.</param>
/// <param name="Alarms">Rows that raised an alarm.</param>
/// <param name="MissingValues">Values that were missing.</param>
internal sealed record DetectPredictionDocument(string Task, string Out, long Rows, long Alarms, long MissingValues);
