using Recurrent.Training;

namespace Recurrent.TimeSeries.Finance.Network;

/// <summary>A fit and how each of its networks got there.</summary>
internal sealed record TrainedNetworks(NetworkFit Fit, TrainResult[] Results);
