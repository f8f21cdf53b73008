using Recurrent.TimeSeries;

namespace Recurrent.Cli.Runs;

/// <summary>How far to forecast when nobody says.</summary>
internal static class HorizonChooser
{
    private const int Fallback = 10;

    /// <summary>Chooses a horizon from frequency and length.</summary>
    /// <param name="data">The series.</param>
    /// <returns>The steps, and the reason in words.</returns>
    public static HorizonChoice Choose(SeriesCollection data)
    {
        var usual = Usual(data);
        // A longer horizon would leave too little to learn from: the end of every series is held out once for the score, once for validation.
        var most = Math.Max(1, data.Min(one => one.Length) / 5);
        return usual.Steps <= most
            ? usual
            : new HorizonChoice(most, $"a fifth of the shortest series; {usual.Reason} would be {usual.Steps}");
    }

    private static HorizonChoice Usual(SeriesCollection data)
    {
        var frequency = data.Frequency;
        var steps = frequency switch
        {
            _ when frequency == Frequency.Yearly => 6,
            _ when frequency == Frequency.Quarterly => 8,
            _ when frequency.Unit == FrequencyUnit.Month && frequency.Multiple == 1 => 12,
            _ when frequency == Frequency.Weekly => 13,
            _ when frequency == Frequency.Daily => 14,
            _ when frequency == Frequency.BusinessDaily => 10,
            _ => 0,
        };
        if (steps > 0) return new HorizonChoice(steps, $"usual for {frequency.Name} data");
        var longest = data.MaxBy(one => one.Length)!;
        var period = Seasonality.Period(longest.Values, frequency);
        return period > 1 ? new HorizonChoice(period, "one season") : new HorizonChoice(Fallback, "no season was found");
    }
}
