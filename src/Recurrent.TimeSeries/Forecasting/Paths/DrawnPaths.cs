namespace Recurrent.TimeSeries.Forecasting.Paths;

/// <summary>Paths as they were drawn.</summary>
/// <param name="Values">Transformed values. <c>[P][H]</c></param>
/// <param name="Units">Measures of the window.</param>
internal readonly record struct DrawnPaths(double[][] Values, PathUnits Units);
