using System.Text.Json.Serialization;
using Recurrent.TimeSeries.Finance.Scoring;

namespace Recurrent.Cli.Tasks.Volatility;

/// <summary>The scores of one method.</summary>
internal record VolatilityMethodDocument
{
    public required double Qlike { get; init; }

    /// <summary>QLIKE over that of the reference.</summary>
    public required double QlikeRatio { get; init; }

    /// <summary>QLIKE against the range variance; null when only closes are known.</summary>
    public required double? RangeQlike { get; init; }

    public required double LogLoss { get; init; }

    public required double DieboldMariano { get; init; }

    public required double DieboldMarianoP { get; init; }

    [JsonPropertyName("var_01")]
    public required VarDocument One { get; init; }

    [JsonPropertyName("var_05")]
    public required VarDocument Five { get; init; }

    public static VolatilityMethodDocument Of(VolatilityScores scores) => new()
    {
        Qlike = scores.Qlike,
        QlikeRatio = scores.Ratio,
        RangeQlike = scores.RangeQlike,
        LogLoss = scores.LogLoss,
        DieboldMariano = scores.Difference.Statistic,
        DieboldMarianoP = scores.Difference.PValue,
        One = VarDocument.Of(scores.One),
        Five = VarDocument.Of(scores.Five),
    };
}
