using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Finds which holidays occur often enough before the held-out end to be told apart.</summary>
internal static class HolidayChooser
{
    private const int MostNames = 32;
    private const int FewestOccasions = 2;

    public static IEnumerable<HolidayVocabulary> Choose(SeriesCollection data, int horizon)
    {
        foreach (var column in data[0].Covariates.Where(one => one.Labels is not null).Select(one => one.Name))
        {
            var occasions = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var series in data) Count(occasions, Labels(series, column, data[0].Id), series.Length - horizon);
            if (occasions.Count == 0)
                throw new DataFormatException($"The column '{column}' has no holiday before the held-out end; leave it out, or give data with holidays to learn from.");
            string[] names =
            [
                .. occasions.Where(one => one.Value >= FewestOccasions).OrderByDescending(one => one.Value).ThenBy(one => one.Key, StringComparer.Ordinal)
                    .Take(MostNames).Select(one => one.Key).Order(StringComparer.Ordinal),
            ];
            // A single name says no more than that it is a holiday.
            yield return new HolidayVocabulary(column, occasions.Count == 1 ? [] : names, DaySteps(data.Frequency));
        }
    }

    public static void Note(SettingsList list, HolidayVocabulary holidays)
    {
        var named = holidays.Names.Length == 0 ? "one kind" : string.Join(", ", holidays.Names);
        list.Note($"holidays of {holidays.Name}", named, "told apart when seen twice before the held-out end, others are holidays of no particular kind"
            + (holidays.DaySteps > 0 ? "; the day before and after is told too" : ""));
    }

    /// <summary>Holidays on two neighbouring steps with one name are one occasion.</summary>
    private static void Count(Dictionary<string, int> occasions, IReadOnlyList<string> labels, int end)
    {
        for (var t = 0; t < end; t++)
        {
            if (labels[t].Length > 0 && (t == 0 || labels[t] != labels[t - 1]))
                occasions[labels[t]] = occasions.GetValueOrDefault(labels[t]) + 1;
        }
    }

    private static IReadOnlyList<string> Labels(Series series, string column, string first) =>
        series.Covariates.FirstOrDefault(one => one.Name == column)?.Labels
        ?? throw new DataFormatException($"Series '{series.Id}' has no holidays '{column}' although '{first}' has; give every series the same columns.");

    private static int DaySteps(Frequency frequency)
    {
        if (frequency.Unit == FrequencyUnit.BusinessDay) return frequency.Multiple == 1 ? 1 : 0;
        if (frequency.Unit is FrequencyUnit.Month or FrequencyUnit.Index) return 0;
        var ticks = frequency.Multiple * Frequency.TicksPerUnit(frequency.Unit);
        return TimeSpan.TicksPerDay % ticks == 0 && TimeSpan.TicksPerDay / ticks <= int.MaxValue ? (int)(TimeSpan.TicksPerDay / ticks) : 0;
    }
}
