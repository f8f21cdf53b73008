namespace Recurrent.TimeSeries.Baselines;

/// <summary>A simple method every model has to beat.</summary>
public interface IBaseline
{
    /// <summary>Name for tables, such as <c>seasonal_naive</c>.</summary>
    string Name { get; }

    /// <summary>Continues a history.</summary>
    /// <param name="history">Known values, at least one. [T]</param>
    /// <param name="horizon">Steps to forecast, at least 1.</param>
    /// <returns>The forecast. [horizon]</returns>
    /// <exception cref="ArgumentException">The history is empty or the horizon is below 1.</exception>
    double[] Forecast(ReadOnlySpan<double> history, int horizon);
}
