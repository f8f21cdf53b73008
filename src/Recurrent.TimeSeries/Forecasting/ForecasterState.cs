using Recurrent.Layers;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>All that a trained model consists of.</summary>
internal sealed record ForecasterState(
    ForecastArchitecture Architecture, ForecastPreprocessing Preprocessing, Module Network, SeriesCollection History)
{
    public ulong Seed { get; init; }

    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    public int Threads { get; init; }
}
