namespace Recurrent.TimeSeries.Finance.Models;

/// <summary>A volatility model that has learnt. Immutable; opens any number of forecasters.</summary>
public interface IFittedVolatility
{
    /// <summary>A forecaster at the start of a series.</summary>
    /// <returns>A forecaster of its own.</returns>
    IVarianceForecaster Open();
}
