namespace Recurrent.TimeSeries.Signals.Regression.Model;

/// <summary>All that a trained regressor consists of.</summary>
internal sealed record RegressorState(RegressorArchitecture Architecture, RegressorSettings Settings, RegressorNetwork Network)
{
    public ulong Seed { get; init; }

    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    public Simulator[] Simulators { get; } = [.. Network.Members.Select(static member => new Simulator(member))];
}
