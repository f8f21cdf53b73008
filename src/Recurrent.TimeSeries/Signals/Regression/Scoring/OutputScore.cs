namespace Recurrent.TimeSeries.Signals.Regression.Scoring;

/// <summary>Errors of one output in free run.</summary>
/// <param name="Output">Its name.</param>
/// <param name="Rmse">√mean(y − ŷ)², in the unit of the output.</param>
/// <param name="Nrmse">RMSE over the standard deviation of y; NaN when y stands still.</param>
/// <param name="Fit">100·(1 − ‖y − ŷ‖/‖y − ȳ‖) percent, ȳ the mean over the scored steps; NaN when y stands still.</param>
public readonly record struct OutputScore(string Output, double Rmse, double Nrmse, double Fit);
