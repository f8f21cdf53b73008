namespace Recurrent.TimeSeries.Backtesting;

/// <summary>A stretch of a series: the values and stamps only, so that nothing outside it can be reached.</summary>
internal readonly record struct SeriesPart(string Id, ReadOnlyMemory<double> Memory, TimeAxis Times)
{
    public static SeriesPart Of(Series series, int start, int length) =>
        new(series.Id, series.Memory.Slice(start, length), series.Times.Skip(start));
}
