using Recurrent.TimeSeries.Finance.Prices;
using Recurrent.TimeSeries.Finance.WalkForward;

namespace Recurrent.TimeSeries.Finance.Models;

/// <summary>Variance and value-at-risk of the last returns as they were, all alike.</summary>
public static class HistoricalSimulation
{
    /// <summary>Name in tables and files.</summary>
    public const string Name = "historical_simulation";

    /// <summary>Forecasts day by day.</summary>
    /// <param name="table">Prices. [T]</param>
    /// <param name="firstDay">Row of the first day forecast, at least 2.</param>
    /// <param name="window">Returns looked back on, at least 1; two trading years by default.</param>
    /// <returns>One forecast for every row from the first day on. [T − firstDay]</returns>
    public static DayForecast[] Of(PriceTable table, int firstDay, int window = 500)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfLessThan(firstDay, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        var pool = new ResidualPool(window);
        for (var day = Math.Max(1, firstDay - window); day < firstDay; day++) pool.Add(table.Return(day));
        var forecasts = new DayForecast[Math.Max(0, table.Days - firstDay)];
        for (var day = firstDay; day < table.Days; day++)
        {
            var variance = Math.Max(ReturnMoments.SmallestVariance, pool.Values.Average(static one => one * one));
            forecasts[day - firstDay] = new DayForecast(table[day].Date, variance, pool.Quantile(DayForecast.Level1), pool.Quantile(DayForecast.Level5));
            pool.Add(table.Return(day));
        }
        return forecasts;
    }
}
