using Recurrent.Layers;

namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>All that a trained detector consists of.</summary>
internal sealed record DetectorState(DetectorArchitecture Architecture, DetectorSettings Settings, Module Network, DetectorMemory Memory)
{
    public ulong Seed { get; init; }

    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>A network of an architecture.</summary>
    public static Module Build(DetectorArchitecture architecture, Layers.Initialization.InitializationScope initialization) =>
        architecture.Method == DetectionMethod.Predict
            ? new PredictionNetwork(architecture, initialization)
            : new ReconstructionNetwork(architecture, initialization);

    /// <summary>A source of views at the start of a stream.</summary>
    public IViewSource OpenSource() => Network is PredictionNetwork network
        ? new PredictionSource(network, Memory.Prediction!)
        : new ReconstructionSource((ReconstructionNetwork)Network);
}
