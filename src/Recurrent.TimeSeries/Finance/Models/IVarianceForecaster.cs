using Recurrent.TimeSeries.Finance.Prices;

namespace Recurrent.TimeSeries.Finance.Models;

/// <summary>Reads a series day by day and always has a forecast for the day behind the last one read.</summary>
public interface IVarianceForecaster
{
    /// <summary>Variance of the next day's log return, above 0.</summary>
    double Variance { get; }

    /// <summary>Reads the next day.</summary>
    /// <param name="bar">Its prices.</param>
    void Push(in PriceBar bar);
}
