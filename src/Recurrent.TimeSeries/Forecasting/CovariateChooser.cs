using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Collects the covariates all series share and their scales over the known values before the held-out end.</summary>
internal static class CovariateChooser
{
    public static IEnumerable<CovariateScale> Covariates(SeriesCollection data, int horizon)
    {
        foreach (var covariate in data[0].Covariates.Where(one => one.Labels is null))
        {
            var (sum, squares, count) = (0.0, 0.0, 0L);
            var lacks = false;
            foreach (var series in data)
            {
                var values = series.Covariates.FirstOrDefault(one => one.Name == covariate.Name)?.Values
                    ?? throw new DataFormatException(
                        $"Series '{series.Id}' has no covariate '{covariate.Name}' although '{data[0].Id}' has; give every series the same columns.");
                for (var t = 0; t < series.Length - horizon; t++)
                {
                    lacks |= double.IsNaN(values[t]);
                    if (!double.IsNaN(values[t])) (sum, squares, count) = (sum + values[t], squares + (values[t] * values[t]), count + 1);
                }
            }
            if (count == 0)
                throw new DataFormatException($"The covariate '{covariate.Name}' has no known value before the held-out end; leave the column out, or fill it.");
            var mean = sum / Math.Max(1, count);
            var deviation = Math.Sqrt(Math.Max(0, (squares / Math.Max(1, count)) - (mean * mean)));
            yield return new CovariateScale(covariate.Name, covariate.Kind, mean, deviation > 1e-9 * Math.Abs(mean) && deviation > 0 ? deviation : 1, lacks);
        }
    }

    /// <summary>Static properties with two to <paramref name="most"/> different texts; more would only name the series.</summary>
    public static IEnumerable<StaticVocabulary> Statics(SeriesCollection data, int most)
    {
        var names = data.SelectMany(series => series.StaticCovariates.Keys).Distinct().Order(StringComparer.Ordinal);
        foreach (var name in names)
        {
            var values = data.Select(series => series.StaticCovariates.GetValueOrDefault(name)).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToArray();
            if (values.Length >= 2 && values.Length <= most) yield return new StaticVocabulary(name, values);
        }
    }
}
