using Recurrent.Cli.Runs;
using Recurrent.TimeSeries.Finance.Network;
using Recurrent.TimeSeries.Finance.Prices;

namespace Recurrent.Cli.Tasks.Volatility;

/// <summary>Everything one volatility run needs; made from arguments and checked before anything is written.</summary>
internal sealed record VolatilityRequest : RunRequest
{
    public required PriceTable Prices { get; init; }

    public required VolatilityOptions Options { get; init; }

    /// <summary>Log return charged for every purchase and every sale.</summary>
    public required double CostPerTrade { get; init; }

    public override IEnumerable<string> Facts => [VolatilityText.DataFacts(this)];
}
