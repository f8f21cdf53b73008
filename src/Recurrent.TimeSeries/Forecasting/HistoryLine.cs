using System.Text.Json.Serialization;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>One series as it stands in the history file of a model folder.</summary>
internal sealed record HistoryLine
{
    public required string Id { get; init; }

    /// <summary>Position of the first value: ticks of a date, or a number.</summary>
    public required long Start { get; init; }

    public required StampFormat Format { get; init; }

    /// <summary>Values; <c>"NaN"</c> for a missing one.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
    public required double[] Values { get; init; }

    public required HistoryCovariate[] Covariates { get; init; }

    public required Dictionary<string, string> Statics { get; init; }
}
