using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Refuses series of which too little is known.</summary>
internal static class MissingCheck
{
    private const int FewestKnown = 2;

    /// <summary>Every series must have values to learn from and one to score.</summary>
    public static void Training(SeriesCollection data, int horizon)
    {
        foreach (var series in data)
        {
            if (series.MissingCount == 0) continue;
            Before(series, series.Length - horizon);
            if (KnownValues.Count(series.Values[^horizon..]) > 0) continue;
            throw new DataFormatException(
                $"{Name(series)} has no known value among the last {horizon}, which are held out for the score. Use a longer horizon, end the series earlier, or leave it out.");
        }
    }

    /// <summary>A forecast needs known values before its origin.</summary>
    public static void Before(Series series, int origin)
    {
        if (series.MissingCount == 0) return;
        var known = KnownValues.Count(series.Values[..origin]);
        if (known >= FewestKnown) return;
        throw new DataFormatException(
            $"{Name(series)} has {known} known values before {series.Times.Text(origin)}; a forecast from there needs at least {FewestKnown}. Give more values, or leave the series out.");
    }

    private static string Name(Series series) => series.Id.Length == 0 ? "The series" : $"Series '{series.Id}'";
}
