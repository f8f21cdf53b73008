using Recurrent.TimeSeries.Finance.Prices;

namespace Recurrent.TimeSeries.Finance.Models;

/// <summary>A way to forecast the next day's variance.</summary>
public interface IVolatilityModel
{
    /// <summary>Name in tables and files, such as <c>har_ols</c>.</summary>
    string Name { get; }

    /// <summary>Learns from prices.</summary>
    /// <param name="history">All that may be known when forecasting the day behind it. [T]</param>
    /// <param name="cancellationToken">Ends a long fit.</param>
    /// <returns>What was learnt.</returns>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    IFittedVolatility Fit(PriceTable history, CancellationToken cancellationToken = default);
}
