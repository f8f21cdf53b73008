using Recurrent.TimeSeries.Finance.Measures;
using Recurrent.TimeSeries.Finance.Scoring;

namespace Recurrent.Cli.Tasks.Volatility;

/// <summary>What the odds of a rising day were worth; null where a number does not exist.</summary>
internal sealed record DirectionDocument
{
    public required double Accuracy { get; init; }

    public required double AlwaysUpAccuracy { get; init; }

    public required double BinomialP { get; init; }

    public required double PesaranTimmermannP { get; init; }

    public required double CostPerTrade { get; init; }

    public required int Trades { get; init; }

    public required double AnnualReturn { get; init; }

    public required double? SharpeRatio { get; init; }

    public required double BuyAndHoldAnnualReturn { get; init; }

    public required double? BuyAndHoldSharpeRatio { get; init; }

    public static DirectionDocument Of(DirectionScores scores) => new()
    {
        Accuracy = scores.Test.Accuracy,
        AlwaysUpAccuracy = scores.AlwaysUp,
        BinomialP = scores.Test.BinomialPValue,
        PesaranTimmermannP = scores.Test.PesaranTimmermannPValue,
        CostPerTrade = scores.CostPerTrade,
        Trades = scores.Strategy.Trades,
        AnnualReturn = scores.Strategy.AnnualReturn,
        SharpeRatio = Known(scores.Strategy),
        BuyAndHoldAnnualReturn = scores.BuyAndHold.AnnualReturn,
        BuyAndHoldSharpeRatio = Known(scores.BuyAndHold),
    };

    private static double? Known(TradingResult result) => double.IsFinite(result.SharpeRatio) ? result.SharpeRatio : null;
}
