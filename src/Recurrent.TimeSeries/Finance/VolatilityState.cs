using Recurrent.TimeSeries.Finance.Network;
using Recurrent.TimeSeries.Finance.Prices;
using Recurrent.TimeSeries.Finance.Storage;

namespace Recurrent.TimeSeries.Finance;

/// <summary>All that a trained volatility model consists of.</summary>
internal sealed record VolatilityState(VolatilityArchitecture Architecture, VolatilitySettings Settings, VolatilityFit[] Fits, PriceTable Tail)
{
    public ulong Seed { get; init; }

    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();
}
