using System.CommandLine;
using Recurrent.TimeSeries.Finance.Scoring;

namespace Recurrent.Cli.Tasks.Volatility;

/// <summary>The option for the cost of a trade.</summary>
internal static class TradingCost
{
    private const double BasisPoint = 1e-4;

    public static Option<double> Create(string task) => new("--cost")
    {
        HelpName = "BASISPOINTS",
        Description = task + "cost of every purchase and every sale in the direction score, in basis points.",
        DefaultValueFactory = static _ => VolatilityEvaluator.UsualCost / BasisPoint,
    };

    /// <summary>The cost as a log return.</summary>
    /// <exception cref="UsageException">It is no cost.</exception>
    public static double Read(ParseResult parsed, Option<double> option) => parsed.GetValue(option) is >= 0 and < 1000 and var points
        ? points * BasisPoint
        : throw new UsageException($"--cost: received {parsed.GetValue(option)}; expected basis points from 0 to below 1000, such as 5.");
}
