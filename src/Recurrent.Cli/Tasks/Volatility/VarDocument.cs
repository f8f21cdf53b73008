using Recurrent.TimeSeries.Finance.Scoring;

namespace Recurrent.Cli.Tasks.Volatility;

/// <summary>How a value-at-risk held.</summary>
internal sealed record VarDocument(int Violations, double Rate, double KupiecP, double ChristoffersenP, double IndependenceP)
{
    public static VarDocument Of(VarScores scores) =>
        new(scores.Violations, scores.Rate, scores.Kupiec.PValue, scores.Conditional.PValue, scores.Independence.PValue);
}
