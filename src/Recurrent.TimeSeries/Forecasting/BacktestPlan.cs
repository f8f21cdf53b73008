namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Points in time to score at.</summary>
/// <param name="Skipped">Values at the end of every series that are not looked at.</param>
/// <param name="Origins">Number of points.</param>
/// <param name="Stride">Steps between them.</param>
internal readonly record struct BacktestPlan(int Skipped, int Origins, int Stride);
