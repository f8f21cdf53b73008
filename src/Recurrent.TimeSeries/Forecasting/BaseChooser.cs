using Recurrent.TimeSeries.Metrics;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Chooses the simple forecast whose error the network learns, by its error at earlier points in time.</summary>
/// <param name="sample">Series to try it on.</param>
/// <param name="horizon">Steps to forecast; as many values at the end of every series are held out.</param>
internal sealed class BaseChooser(IReadOnlyList<Series> sample, int horizon)
{
    /// <summary>A network learns level, growth and season of longer series itself, and fits to many long histories take long.</summary>
    private const int LongestShort = 300;
    private const int MostOrigins = 10;

    /// <summary>Of the naive, the theta and the smoothed forecast the one with the smallest error; the naive one where series are long or their calendar has no season.</summary>
    /// <param name="preprocessing">With everything but the base chosen.</param>
    public ForecastBase Choose(ForecastPreprocessing preprocessing)
    {
        if (preprocessing.FittedPeriod == 1 || sample.Max(series => series.Length) - horizon > LongestShort) return ForecastBase.Naive;
        var bare = preprocessing with { Cycles = [], Covariates = [], Holidays = [], Statics = [] };
        return Enum.GetValues<ForecastBase>().MinBy(kind => Error(bare with { Base = kind }));
    }

    /// <summary>Mean error over the last origins, in units of each series' mean step; infinite where no series is long enough to tell.</summary>
    private double Error(ForecastPreprocessing preprocessing)
    {
        var layout = new FeatureLayout(preprocessing);
        var forecast = new double[horizon];
        var (sum, count) = (0.0, 0);
        foreach (var series in sample)
        {
            var known = series.Length - horizon;
            var last = known - horizon;
            var first = Math.Max(2 * preprocessing.FittedPeriod, last - ((MostOrigins - 1) * Stride));
            var scale = known > 1 ? Mase.Scale(series.Values[..known], 1) : 0;
            if (last < first || !(scale > 0)) continue;
            var prepared = new PreparedSeries(series.Before(known), preprocessing, layout, 0, null);
            for (var origin = last; origin >= first; origin -= Stride)
            {
                prepared.BaseForecast(origin, forecast);
                if (preprocessing.Transform == DataTransformKind.Log) Exponentiate(forecast);
                var error = KnownValues.MeanError(series.Values.Slice(origin, horizon), forecast);
                if (!double.IsNaN(error)) (sum, count) = (sum + (error / scale), count + 1);
            }
        }
        return count == 0 ? double.PositiveInfinity : sum / count;
    }

    private int Stride => Math.Max(1, horizon / 2);

    private static void Exponentiate(Span<double> values)
    {
        foreach (ref var value in values) value = Math.Exp(value);
    }
}
