namespace Recurrent.TimeSeries.Forecasting.Paths;

/// <summary>What is to be drawn.</summary>
/// <param name="Horizon">Steps.</param>
/// <param name="Count">Paths from each origin.</param>
/// <param name="Seed">Seed of the draws.</param>
/// <param name="Threads">Threads; 0 takes one per core.</param>
internal readonly record struct PathRequest(int Horizon, int Count, ulong Seed, int Threads);
