namespace Recurrent.TimeSeries.Forecasting;

/// <summary>How series are cut into training and validation windows.</summary>
/// <param name="Horizon">Steps to forecast.</param>
/// <param name="ValidationOrigins">Points in time of the validation part.</param>
/// <param name="ValidationStride">Steps between them.</param>
/// <param name="ShortestHistory">Values that should stand before the first training window; fewer for shorter series.</param>
internal sealed record WindowPlan(int Horizon, int ValidationOrigins, int ValidationStride, int ShortestHistory);
