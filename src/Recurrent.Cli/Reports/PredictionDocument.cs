using System.Text.Json.Serialization;

namespace Recurrent.Cli.Reports;

/// <summary>What <c>predict --json</c> prints beside its file.</summary>
/// <param name="Task">Always <c>forecast</c>.</param>
/// <param name="Out">The file written.</param>
/// <param name="Series">Series forecast.</param>
/// <param name="Horizon">Steps of each.</param>
/// <param name="MissingValues">Missing values of the history.</param>
internal sealed record PredictionDocument(string Task, string Out, int Series, int Horizon, long MissingValues)
{
    /// <summary>Wall-clock time of the forecast, without loading and writing; null for paths.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Seconds { get; init; }

    /// <summary>Paths of each series; null when quantiles were written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Paths { get; init; }
}
