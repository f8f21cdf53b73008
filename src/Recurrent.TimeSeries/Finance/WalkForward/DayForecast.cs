namespace Recurrent.TimeSeries.Finance.WalkForward;

/// <summary>A forecast for one day, made at the close of the day before.</summary>
/// <param name="Date">The day it is for.</param>
/// <param name="Variance">Variance of the day's log return, above 0.</param>
/// <param name="ValueAtRisk1">The log return that is undercut on 1 % of days; usually below 0.</param>
/// <param name="ValueAtRisk5">The log return that is undercut on 5 % of days; usually below 0.</param>
public readonly record struct DayForecast(DateOnly Date, double Variance, double ValueAtRisk1, double ValueAtRisk5)
{
    internal const double Level1 = 0.01;
    internal const double Level5 = 0.05;

    /// <summary>Standard deviation of the day's log return.</summary>
    public double Volatility => Math.Sqrt(Variance);

    /// <summary>Probability that the price rises; NaN where a method does not say. It is hardly ever far from a half.</summary>
    public double UpProbability { get; init; } = double.NaN;
}
