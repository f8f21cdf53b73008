using Recurrent.Tensors.Random;
using Recurrent.TimeSeries.Finance.Prices;

namespace Recurrent.TimeSeries.Embedded;

/// <summary>Generated prices whose volatility comes and goes, to try volatility models on without a file; the same numbers every time.</summary>
public static class DemoPrices
{
    private const int Days = 2000;
    private const int StepsADay = 24;
    private const double DailyVariance = 1.2e-4;
    private const double Shock = 0.04;
    private const double Fall = 0.09;
    private const double Persistence = 0.9;
    private const double Drift = 2e-4;
    private static readonly DateOnly Start = new(2018, 1, 2);

    /// <summary>Two thousand weekdays with open, high, low and close: a GARCH process that falls excite more than rises. [2000]</summary>
    /// <remarks><c>h = ω + (0.04 + 0.09·[r &lt; 0]) r² + 0.9 h</c> with normal steps within the day (Glosten, Jagannathan and Runkle, 1993).</remarks>
    public static PriceTable Market()
    {
        var noise = new float[Days * StepsADay];
        new RandomSource(1).Stream("demo/market").FillNormal(noise);
        var (variance, close, date) = (DailyVariance, 100.0, Start);
        var bars = new PriceBar[Days];
        for (var day = 0; day < Days; day++)
        {
            bars[day] = Day(date, close, variance, noise.AsSpan(day * StepsADay, StepsADay));
            var move = bars[day].Return(close);
            variance = (DailyVariance * (1 - Shock - (Fall / 2) - Persistence)) + ((Shock + (move < 0 ? Fall : 0)) * move * move) + (Persistence * variance);
            (close, date) = (bars[day].Close, TradingCalendar.Next(date, hasWeekends: false));
        }
        return new PriceTable("generated prices", bars);
    }

    private static PriceBar Day(DateOnly date, double before, double variance, ReadOnlySpan<float> noise)
    {
        var step = Math.Sqrt(variance / noise.Length);
        var (open, high, low, price) = (0.0, 0.0, double.MaxValue, before);
        for (var index = 0; index < noise.Length; index++)
        {
            price *= Math.Exp((Drift / noise.Length) + (step * noise[index]));
            if (index == 0) (open, high) = (price, price);
            (high, low) = (Math.Max(high, price), Math.Min(low, price));
        }
        return new PriceBar(date, price) { Open = open, High = high, Low = low };
    }
}
