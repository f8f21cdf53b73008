namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Cuts series in time.</summary>
internal static class SeriesCut
{
    /// <summary>The values before <paramref name="origin"/> as a series of their own, without covariates.</summary>
    public static Series Before(this Series series, int origin) => new(series.Id, series.Values[..origin].ToArray(), series.Times, mayLack: true);
}
