using Recurrent.TimeSeries.Finance.Models;
using Recurrent.TimeSeries.Finance.Prices;

namespace Recurrent.TimeSeries.Finance.WalkForward;

/// <summary>Forecasts day by day with fits that are handed only what lies before.</summary>
public static class WalkForwardRun
{
    /// <summary>Walks a model forward.</summary>
    /// <param name="model">Any way to forecast variance.</param>
    /// <param name="table">Prices; the rows before <see cref="WalkForwardPlan.FirstDay"/> are the first history. [T]</param>
    /// <param name="plan">Which days, and how often to fit.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>One forecast for every row from the first day on; value-at-risk by filtered historical simulation. [T − FirstDay]</returns>
    /// <exception cref="ArgumentException">There are fewer than two rows before the first day.</exception>
    /// <remarks>
    /// Value-at-risk is the forecast deviation times the quantile of the last standardised returns (Barone-Adesi, Giannopoulos and Vosper,
    /// 1999); the first of them are in-sample ones, all later ones those of the walk.
    /// </remarks>
    public static DayForecast[] Of(IVolatilityModel model, PriceTable table, WalkForwardPlan plan, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.FirstDay < 2) throw new ArgumentException($"Received {plan.FirstDay} row before the first day to forecast; expected at least 2.", nameof(plan));
        var forecasts = new List<DayForecast>();
        ResidualPool? pool = null;
        foreach (var origin in plan.Origins(table.Days))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var past = table.Slice(0, origin);
            var forecaster = model.Fit(past, cancellationToken).Open();
            var inSample = Read(forecaster, past, plan.ResidualWindow);
            pool ??= inSample;
            for (var day = origin; day < Math.Min(table.Days, origin + plan.RefitEvery); day++)
            {
                forecasts.Add(pool.Forecast(table[day].Date, forecaster.Variance));
                pool.Add(table.Return(day) / Math.Sqrt(forecaster.Variance));
                forecaster.Push(table[day]);
            }
        }
        return [.. forecasts];
    }

    /// <summary>Reads a history and gives its standardised returns.</summary>
    internal static ResidualPool Read(IVarianceForecaster forecaster, PriceTable past, int window)
    {
        var pool = new ResidualPool(window);
        for (var row = 0; row < past.Days; row++)
        {
            if (row > 0) pool.Add(past.Return(row) / Math.Sqrt(forecaster.Variance));
            forecaster.Push(past[row]);
        }
        return pool;
    }
}
