namespace Recurrent.TimeSeries.Finance.Network;

/// <summary>What is needed to build the networks again; stored as <c>architecture</c> in <c>model.json</c>.</summary>
internal sealed record VolatilityArchitecture
{
    public required string Cell { get; init; }

    public required int Hidden { get; init; }

    public required int Layers { get; init; }

    /// <summary>Networks of one fit, whose log variances are averaged.</summary>
    public required int Members { get; init; }

    /// <summary>Whether open, high and low are read beside the close.</summary>
    public required bool HasRange { get; init; }
}
