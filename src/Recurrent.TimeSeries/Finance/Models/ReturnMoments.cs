using Recurrent.TimeSeries.Finance.Prices;

namespace Recurrent.TimeSeries.Finance.Models;

/// <summary>Means over a history.</summary>
internal static class ReturnMoments
{
    /// <summary>Below this no market moves: it keeps a series of equal prices from giving a variance of 0.</summary>
    public const double SmallestVariance = 1e-10;

    public static double MeanSquare(PriceTable history)
    {
        var sum = 0.0;
        for (var day = 1; day < history.Days; day++) sum += history.Return(day) * history.Return(day);
        return Math.Max(SmallestVariance, sum / Math.Max(1, history.Days - 1));
    }

    public static double MeanRangeVariance(PriceTable history)
    {
        var sum = 0.0;
        for (var day = 1; day < history.Days; day++) sum += history[day].RangeVariance(history[day - 1].Close);
        return Math.Max(SmallestVariance, sum / Math.Max(1, history.Days - 1));
    }
}
