using Recurrent.TimeSeries.Finance.Models;

namespace Recurrent.TimeSeries.Finance.Network;

/// <summary>Networks that learnt from one history.</summary>
internal sealed record NetworkFit(VolatilityScale Scale, VolatilityNetwork[] Networks) : IFittedVolatility
{
    public NetworkForecaster OpenNetworks() => new(this);

    IVarianceForecaster IFittedVolatility.Open() => OpenNetworks();
}
