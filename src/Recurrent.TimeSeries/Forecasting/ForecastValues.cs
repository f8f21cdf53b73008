namespace Recurrent.TimeSeries.Forecasting;

/// <summary>What was forecast from one point in time, in the unit of the series.</summary>
/// <param name="Quantiles">For each level the values of the steps. <c>[Q][H]</c></param>
/// <param name="Mean">The mean of each step; null when the model only knows quantiles. <c>[H]</c></param>
internal sealed record ForecastValues(double[][] Quantiles, double[]? Mean);
