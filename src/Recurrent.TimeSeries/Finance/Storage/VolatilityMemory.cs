namespace Recurrent.TimeSeries.Finance.Storage;

/// <summary><c>memory.json</c>: what a model knows beside its weights.</summary>
internal sealed record VolatilityMemory
{
    public required FitMemory[] Fits { get; init; }

    /// <summary>The last prices, oldest first.</summary>
    public required BarMemory[] Tail { get; init; }
}
