namespace Recurrent.TimeSeries.Forecasting;

/// <summary>A covariate the model reads and its scale over the known training values.</summary>
/// <param name="Name">Column name.</param>
/// <param name="Kind">Whether it is known ahead of time.</param>
/// <param name="Offset">Becomes 0, and stands for a missing value.</param>
/// <param name="Factor">Becomes 1.</param>
/// <param name="ReadsMissing">Whether an input of its own says where it is missing.</param>
internal sealed record CovariateScale(string Name, CovariateKind Kind, double Offset, double Factor, bool ReadsMissing = false);
