namespace Recurrent.TimeSeries.Finance.Measures;

/// <summary>What following a position day by day would have brought, after costs.</summary>
/// <param name="AnnualReturn">Mean log return a year of 252 days after costs.</param>
/// <param name="SharpeRatio">Mean over deviation of the daily log returns after costs, a year, without interest; NaN when nothing varies.</param>
/// <param name="Trades">Changes of position, each paid for.</param>
/// <remarks>Prices are taken as tradable at the close at which the forecast is made; slippage, taxes, borrowing and interest are left out.</remarks>
public readonly record struct TradingResult(double AnnualReturn, double SharpeRatio, int Trades)
{
    private const double DaysAYear = 252;

    /// <summary>Holds the market on days that are foretold to rise, and nothing on others.</summary>
    /// <param name="returns">Log returns. [N]</param>
    /// <param name="holds">Whether the market is held on the day. [N]</param>
    /// <param name="costPerTrade">Log return paid for every purchase and every sale, at least 0; 0.0005 is five basis points.</param>
    /// <returns>Return, Sharpe ratio and number of trades.</returns>
    /// <exception cref="ArgumentException">The lengths differ or are 0, or the cost is below 0.</exception>
    public static TradingResult Of(ReadOnlySpan<double> returns, ReadOnlySpan<bool> holds, double costPerTrade)
    {
        if (returns.Length != holds.Length || returns.IsEmpty)
            throw new ArgumentException($"Received {returns.Length} returns and {holds.Length} positions; expected as many of both, at least one.", nameof(holds));
        if (!(costPerTrade >= 0)) throw new ArgumentException($"Received the cost {costPerTrade}; expected at least 0.", nameof(costPerTrade));
        var (sum, squares, trades, isHeld) = (0.0, 0.0, 0, false);
        for (var t = 0; t < returns.Length; t++)
        {
            var day = holds[t] ? returns[t] : 0;
            if (holds[t] != isHeld)
            {
                trades++;
                day -= costPerTrade;
            }
            (sum, squares, isHeld) = (sum + day, squares + (day * day), holds[t]);
        }
        var mean = sum / returns.Length;
        var variance = (squares / returns.Length) - (mean * mean);
        return new TradingResult(mean * DaysAYear, variance > 0 ? mean / Math.Sqrt(variance) * Math.Sqrt(DaysAYear) : double.NaN, trades);
    }
}
