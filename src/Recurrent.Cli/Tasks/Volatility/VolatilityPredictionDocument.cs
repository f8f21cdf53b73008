namespace Recurrent.Cli.Tasks.Volatility;

/// <summary>What <c>predict --json</c> prints beside its file.</summary>
/// <param name="Task">Always <c>volatility</c>.</param>
/// <param name="Out">The file written.</param>
/// <param name="Rows">Days forecast.</param>
/// <param name="NextDate">The day behind the last price.</param>
/// <param name="NextVolatility">Its forecast standard deviation.</param>
internal sealed record VolatilityPredictionDocument(string Task, string Out, int Rows, string NextDate, double NextVolatility);
