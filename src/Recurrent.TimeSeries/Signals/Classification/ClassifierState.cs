namespace Recurrent.TimeSeries.Signals.Classification;

/// <summary>All that a trained classifier consists of.</summary>
internal sealed record ClassifierState(ClassifierArchitecture Architecture, ClassifierSettings Settings, ClassifierNetwork Network, SimpleMethods Simple)
{
    public ulong Seed { get; init; }

    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();
}
