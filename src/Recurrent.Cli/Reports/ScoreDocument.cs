using System.Text.Json.Serialization;
using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.Cli.Reports;

/// <summary>The errors of one method; null where a number does not exist.</summary>
internal record ScoreDocument
{
    public double? Mase { get; init; }

    public double? Smape { get; init; }

    public double? Rmse { get; init; }

    public double? Mae { get; init; }

    public double? WeightedQuantileLoss { get; init; }

    [JsonPropertyName("coverage_80")]
    public double? Coverage80 { get; init; }

    [JsonPropertyName("coverage_90")]
    public double? Coverage90 { get; init; }

    public double? Owa { get; init; }

    public double? Crps { get; init; }

    public static ScoreDocument Of(ForecastScores scores) => new()
    {
        Mase = Finite(scores.Mase),
        Smape = Finite(scores.SMape),
        Rmse = Finite(scores.Rmse),
        Mae = Finite(scores.Mae),
        WeightedQuantileLoss = Finite(scores.WeightedQuantileLoss),
        Coverage80 = Finite(scores.Coverage80),
        Coverage90 = Finite(scores.Coverage90),
        Owa = Finite(scores.Owa),
        Crps = Finite(scores.Crps),
    };

    protected static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
