namespace Recurrent.Cli.Tasks.Signal.Regression;

/// <summary>What <c>predict</c> prints with <c>--json</c> beside a file.</summary>
/// <param name="Task">Always <c>signal</c>.</param>
/// <param name="Out">The file.</param>
/// <param name="Rows">Rows simulated.</param>
internal sealed record RegressionPredictionDocument(string Task, string Out, long Rows);
