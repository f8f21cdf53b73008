using System.Runtime.InteropServices;

namespace Recurrent.TimeSeries;

/// <summary>Finds the frequency that explains a run of strictly increasing stamps best.</summary>
internal static class FrequencyInference
{
    /// <summary>The best frequency; stamps that do not follow it are found with <see cref="FirstIrregular"/>.</summary>
    public static Frequency Infer(ReadOnlySpan<long> positions, bool calendar)
    {
        if (positions.Length < 2) return Frequency.Index;
        var best = Frequency.Index;
        var fewest = int.MaxValue;
        foreach (var candidate in Candidates(positions, calendar))
        {
            var violations = CountIrregular(positions, candidate);
            if (violations >= fewest) continue;
            (best, fewest) = (candidate, violations);
        }
        return best;
    }

    /// <summary>Index of the first stamp that is not one step after the stamp before it, or −1.</summary>
    public static int FirstIrregular(ReadOnlySpan<long> positions, Frequency frequency, bool wholePeriods = false)
    {
        for (var i = 1; i < positions.Length; i++)
            if (!Follows(positions[i - 1], positions[i], frequency, wholePeriods)) return i;
        return -1;
    }

    public static int CountIrregular(ReadOnlySpan<long> positions, Frequency frequency, bool wholePeriods = false)
    {
        var count = 0;
        for (var i = 1; i < positions.Length; i++)
            if (!Follows(positions[i - 1], positions[i], frequency, wholePeriods)) count++;
        return count;
    }

    /// <summary>Steps from one stamp to a later one, or 0 when they are no whole number of steps apart.</summary>
    public static long StepsBetween(long previous, long next, Frequency frequency, bool wholePeriods = false)
    {
        if (frequency.Unit == FrequencyUnit.Month)
        {
            var months = Frequency.MonthIndex(next) - Frequency.MonthIndex(previous);
            var steps = months / frequency.Multiple;
            var follows = months % frequency.Multiple == 0 && (wholePeriods || (frequency.TryAdvance(previous, steps, out var stamp) && stamp == next));
            return follows ? steps : 0;
        }

        if (frequency.Unit != FrequencyUnit.BusinessDay)
        {
            var step = frequency.Multiple * Frequency.TicksPerUnit(frequency.Unit);
            return (next - previous) % step == 0 ? (next - previous) / step : 0;
        }

        // Five business days a week, give or take the days of the first and the last week.
        var about = (next - previous) / TimeSpan.TicksPerDay * 5 / 7 / frequency.Multiple;
        for (var steps = Math.Max(1, about - 2); steps <= about + 2; steps++)
            if (frequency.TryAdvance(previous, steps, out var stamp) && stamp == next) return steps;
        return 0;
    }

    private static bool Follows(long previous, long next, Frequency frequency, bool wholePeriods)
    {
        // A user who says "monthly" may stamp the last trading day: only the month itself has to move on by one.
        if (wholePeriods && frequency.Unit == FrequencyUnit.Month)
            return Frequency.MonthIndex(next) - Frequency.MonthIndex(previous) == frequency.Multiple;
        return frequency.TryAdvance(previous, 1, out var expected) && expected == next;
    }

    private static List<Frequency> Candidates(ReadOnlySpan<long> positions, bool calendar)
    {
        var step = MostFrequentStep(positions, static position => position);
        if (!calendar) return [new Frequency(FrequencyUnit.Index, step)];
        var candidates = new List<Frequency>();
        var months = MostFrequentStep(positions, Frequency.MonthIndex);
        if (months > 0)
        {
            var first = new DateTime(positions[0]);
            var atEnd = first.Day == DateTime.DaysInMonth(first.Year, first.Month);
            candidates.Add(new Frequency(FrequencyUnit.Month, months));
            if (atEnd) candidates.Add(new Frequency(FrequencyUnit.Month, months, EndOfMonth: true));
        }
        // Daily stands before business-daily, so a run from Monday to Friday stays daily on a tie.
        candidates.Add(OfTicks(step));
        if (step == TimeSpan.TicksPerDay && !HasWeekend(positions)) candidates.Add(Frequency.BusinessDaily);
        return candidates;
    }

    private static Frequency OfTicks(long step)
    {
        foreach (var unit in (ReadOnlySpan<FrequencyUnit>)
            [FrequencyUnit.Week, FrequencyUnit.Day, FrequencyUnit.Hour, FrequencyUnit.Minute, FrequencyUnit.Second])
        {
            var ticks = Frequency.TicksPerUnit(unit);
            if (step % ticks == 0) return new Frequency(unit, step / ticks);
        }
        return new Frequency(FrequencyUnit.Tick, step);
    }

    private static bool HasWeekend(ReadOnlySpan<long> positions)
    {
        foreach (var position in positions)
            if (new DateTime(position).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) return true;
        return false;
    }

    private static long MostFrequentStep(ReadOnlySpan<long> positions, Func<long, long> measure)
    {
        var counts = new Dictionary<long, int>();
        for (var i = 1; i < positions.Length; i++)
            CollectionsMarshal.GetValueRefOrAddDefault(counts, measure(positions[i]) - measure(positions[i - 1]), out _)++;
        var (best, most) = (0L, 0);
        foreach (var (step, count) in counts)
            if (count > most || (count == most && step < best)) (best, most) = (step, count);
        return best;
    }
}
