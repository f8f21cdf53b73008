namespace Recurrent.TimeSeries.Baselines;

/// <summary>A simple method every model has to beat.</summary>
public interface IBaseline
{
    /// <summary>Name for tables, such as <c>seasonal_naive</c>.</summary>
    string Name { get; }

    /// <summary>Continues a history.</summary>
    /// <param name="history">
    /// The values so far, at least one of them known; in place of a NaN, which stands for a missing value, the value one period before (or the
    /// last known one) is taken. [T]
    /// </param>
    /// <param name="horizon">Steps to forecast, at least 1.</param>
    /// <returns>The forecast. [horizon]</returns>
    /// <exception cref="ArgumentException">The history has no known value or the horizon is below 1.</exception>
    double[] Forecast(ReadOnlySpan<double> history, int horizon);
}
