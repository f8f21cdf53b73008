using Recurrent.TimeSeries.Finance.Models;
using Recurrent.TimeSeries.Finance.Prices;

namespace Recurrent.TimeSeries.Finance.Network;

/// <summary>Features of every day of a history and the return of the day behind it.</summary>
internal sealed class NetworkDays
{
    private readonly float[] _features;
    private readonly float[] _targets;

    public NetworkDays(PriceTable history, VolatilityScale scale)
    {
        var tracker = new VolatilityFeatures(scale);
        (Width, Count) = (tracker.Count, history.Days - 1);
        (_features, _targets) = (new float[Count * Width], new float[Count]);
        for (var day = 0; day < history.Days; day++)
        {
            tracker.Push(history[day]);
            if (day > 0) _targets[day - 1] = (float)tracker.LastReturn;
            if (day < Count) tracker.Fill(_features.AsSpan(day * Width, Width));
        }
    }

    /// <summary>Number of features F.</summary>
    public int Width { get; }

    /// <summary>Days with a known next day.</summary>
    public int Count { get; }

    public static VolatilityScale ScaleOf(PriceTable history) =>
        new(ReturnMoments.MeanSquare(history), history.HasRange ? ReturnMoments.MeanRangeVariance(history) : 0);

    /// <summary>What was known at the end of a day.</summary>
    public ReadOnlySpan<float> Features(int day) => _features.AsSpan(day * Width, Width);

    /// <summary>The next day's return in units of the scale.</summary>
    public float Target(int day) => _targets[day];
}
