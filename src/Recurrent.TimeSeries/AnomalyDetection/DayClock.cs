namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>What a network is told of the time of day, and the place of a time in the week's table.</summary>
internal static class DayClock
{
    public const int Features = 4;

    /// <summary>Half-hours of a working day, then those of a day of the weekend.</summary>
    public const int Places = 96;

    private const int MinutesPerDay = 1440;
    private const int PlacesPerDay = 48;
    private static readonly double[] Table = Build();

    public static ReadOnlySpan<double> At(long ticks) =>
        Table.AsSpan((int)(ticks / TimeSpan.TicksPerMinute % MinutesPerDay) * Features, Features);

    public static int PlaceOf(long ticks)
    {
        var minutes = ticks / TimeSpan.TicksPerMinute;
        // Day 0 is a Monday.
        var isWeekend = minutes / MinutesPerDay % 7 >= 5;
        return (int)(minutes % MinutesPerDay / (MinutesPerDay / PlacesPerDay)) + (isWeekend ? PlacesPerDay : 0);
    }

    private static double[] Build()
    {
        var table = new double[MinutesPerDay * Features];
        for (var minute = 0; minute < MinutesPerDay; minute++)
        {
            var angle = minute * Math.Tau / MinutesPerDay;
            (table[minute * Features], table[(minute * Features) + 1]) = Math.SinCos(angle);
            (table[(minute * Features) + 2], table[(minute * Features) + 3]) = Math.SinCos(2 * angle);
        }
        return table;
    }
}
