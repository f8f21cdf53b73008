namespace Recurrent.TimeSeries.Forecasting;

/// <summary>The errors of one method, for one series or as means over series.</summary>
/// <param name="Method">Name for tables: <c>model</c>, <c>naive</c>, <c>seasonal_naive</c>, <c>drift</c>, <c>naive2</c>.</param>
/// <param name="Mase">Mean absolute scaled error; NaN when no series has a scale (all are constant).</param>
/// <param name="SMape">Symmetric mean absolute percentage error of M4, percent.</param>
/// <param name="Rmse">Root mean square error in the unit of the series; over several series the mean of their errors.</param>
/// <param name="Mae">Mean absolute error in the unit of the series.</param>
/// <param name="WeightedQuantileLoss">
/// Mean weighted quantile loss over 0.1, 0.2, …, 0.9 (those the model has); for a point method it is <c>Σ|y − f| / Σ|y|</c>. Over several
/// series it is pooled: sums of all series over sums of all series.
/// </param>
/// <param name="Coverage80">Share of values inside the 80 % interval; null for point methods and models without these levels.</param>
/// <param name="Coverage90">Share of values inside the 90 % interval; null as above.</param>
/// <param name="Owa">Overall weighted average relative to <c>naive2</c>; NaN when Naive2 makes no error. Below 1 beats it.</param>
/// <param name="Crps">
/// Continuous ranked probability score in the unit of the series, from all levels of the model (<see cref="Metrics.Crps"/>); the mean absolute error of
/// a point method.
/// </param>
public sealed record ForecastScores(
    string Method, double Mase, double SMape, double Rmse, double Mae, double WeightedQuantileLoss, double? Coverage80, double? Coverage90, double Owa, double Crps);
