namespace Recurrent.TimeSeries.Forecasting;

/// <summary>How much is missing of the values and covariates that are learnt from.</summary>
internal static class MissingSummary
{
    private const int MostNamed = 5;

    /// <summary>Tells the settings what is missing, if anything is.</summary>
    public static void Note(SettingsList list, SeriesCollection data, ForecastPreprocessing preprocessing)
    {
        if (data.Any(series => series.MissingCount > 0)) list.Note("missing values", Values(data), "masked: told to the network, neither learnt from nor scored");
        foreach (var covariate in preprocessing.Covariates.Where(one => one.ReadsMissing))
            list.Note($"missing values of {covariate.Name}", $"{CountOf(data, covariate.Name)}", "masked: told to the network, which reads the mean in their place");
    }

    private static string Values(SeriesCollection data)
    {
        Series[] lacking = [.. data.Where(series => series.MissingCount > 0).OrderByDescending(series => series.MissingCount)];
        var total = $"{lacking.Sum(series => (long)series.MissingCount)} of {data.Sum(series => (long)series.Length)}";
        if (data.Count == 1) return total;
        var named = string.Join(", ", lacking.Take(MostNamed).Select(series => $"{series.Id}: {series.MissingCount}"));
        return $"{total} in {lacking.Length} of {data.Count} series ({named}{(lacking.Length > MostNamed ? ", …" : "")})";
    }

    private static long CountOf(SeriesCollection data, string covariate) =>
        data.Sum(series => series.Covariates.Where(one => one.Name == covariate).Sum(one => one.Values.LongCount(double.IsNaN)));
}
