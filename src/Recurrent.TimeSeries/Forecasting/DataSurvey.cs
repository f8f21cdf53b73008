using Recurrent.TimeSeries.Baselines;
using Recurrent.TimeSeries.Metrics;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Looks at the values before the held-out end to find seasons, a transformation and the best simple forecast.</summary>
internal sealed class DataSurvey
{
    private const int MostSeries = 40;
    private const int MostPeriods = 3;
    private const int DaysOfWeek = 7;
    /// <summary>Steps of a day in data sampled by the hour, half hour, quarter, ten and five minutes.</summary>
    private static readonly int[] DayLengths = [24, 48, 96, 144, 288];
    private readonly Series[] _sample;
    private readonly int _horizon;

    public DataSurvey(SeriesCollection data, int horizon)
    {
        _horizon = horizon;
        var stride = Math.Max(1, data.Count / MostSeries);
        _sample = [.. Enumerable.Range(0, data.Count).Where(index => index % stride == 0).Select(index => data[index])];
    }

    /// <summary>Values before the held-out end.</summary>
    public ReadOnlySpan<double> Known(Series series) => series.Values[..Math.Max(0, series.Length - _horizon)];

    /// <summary>Periods that a third of the series or more show, growing; a daily one brings the week with it.</summary>
    public int[] Periods()
    {
        var votes = new Dictionary<int, int>();
        foreach (var series in _sample)
            foreach (var period in Seasonality.Periods(Known(series), series.Frequency))
                votes[period] = votes.GetValueOrDefault(period) + 1;
        var voters = Math.Max(1, _sample.Count(series => series.Length - _horizon >= 12));
        var found = votes.Where(vote => 3 * vote.Value >= voters).OrderByDescending(vote => vote.Value).Select(vote => vote.Key);
        // Without a calendar every series finds peaks of its own, some a step beside the common one.
        var periods = _sample[0].Frequency.IsCalendar ? [.. found.Take(MostPeriods)] : found.Take(1).ToList();
        foreach (var period in periods.Where(period => DayLengths.Contains(period)).ToArray())
            if (!periods.Contains(period * DaysOfWeek) && HasWeeks(period)) periods.Add(period * DaysOfWeek);
        return [.. periods.Order()];
    }

    /// <summary>The logarithm when most series want it and all are positive before the held-out end.</summary>
    public DataTransformKind Transform(int period)
    {
        var wanted = 0;
        foreach (var series in _sample)
        {
            var known = Known(series);
            foreach (var value in known)
                if (value <= 0) return DataTransformKind.None;
            if (DataTransform.Suggest(known, period) == DataTransformKind.Log) wanted++;
        }
        return 2 * wanted > _sample.Length ? DataTransformKind.Log : DataTransformKind.None;
    }

    /// <summary>Of the last value and the last season of each period the one that forecast the known values best.</summary>
    public int BasePeriod(int[] periods)
    {
        var best = 1;
        var smallest = NaiveError(1);
        foreach (var period in periods)
        {
            var error = NaiveError(period);
            if (!(error < smallest)) continue;
            (best, smallest) = (period, error);
        }
        return best;
    }

    /// <summary>The simple forecast with the smallest error at earlier origins.</summary>
    public ForecastBase Base(ForecastPreprocessing preprocessing) => new BaseChooser(_sample, _horizon).Choose(preprocessing);

    /// <summary>Mean error of repeating a season over the last origins, in units of each series' mean step.</summary>
    private double NaiveError(int period)
    {
        const int origins = 10;
        var naive = new SeasonalNaive(period);
        var (sum, count) = (0.0, 0);
        foreach (var series in _sample)
        {
            var known = Known(series);
            if (known.Length < 3) continue;
            var scale = Mase.Scale(known, 1);
            if (!(scale > 0)) continue;
            for (var back = 1; back <= origins; back++)
            {
                var origin = known.Length - (back * _horizon);
                if (origin < Math.Max(2, period)) break;
                var error = KnownValues.MeanError(known.Slice(origin, _horizon), naive.Forecast(known[..origin], _horizon));
                if (!double.IsNaN(error)) (sum, count) = (sum + (error / scale), count + 1);
            }
        }
        return count == 0 ? double.PositiveInfinity : sum / count;
    }

    /// <summary>Whether any value before the held-out end is missing.</summary>
    public static bool LacksValues(SeriesCollection data, int horizon) =>
        data.Any(series => series.MissingCount > 0 && KnownValues.HasMissing(series.Values[..Math.Max(0, series.Length - horizon)]));

    /// <summary>Whether half of the series hold three weeks: the network then weighs day against week better than a test could.</summary>
    private bool HasWeeks(int day) => 2 * _sample.Count(series => Known(series).Length >= 3 * DaysOfWeek * day) >= _sample.Length;
}
