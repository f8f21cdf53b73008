using System.Collections;
using System.Globalization;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Forecasts of several series, in the order of the series.</summary>
public sealed class ForecastSet : IReadOnlyList<SeriesForecast>
{
    private static readonly double[] UsualIntervals = [80, 90];
    private readonly SeriesForecast[] _forecasts;

    internal ForecastSet(SeriesForecast[] forecasts, int trainedHorizon) => (_forecasts, TrainedHorizon) = (forecasts, trainedHorizon);

    /// <summary>Steps the model was trained for; steps beyond are forecast by running its decoder further and are less reliable.</summary>
    public int TrainedHorizon { get; }

    /// <inheritdoc/>
    public int Count => _forecasts.Length;

    /// <inheritdoc/>
    public SeriesForecast this[int index] => _forecasts[index];

    /// <summary>Looks a forecast up by the id of its series.</summary>
    /// <param name="id">Exact id.</param>
    /// <returns>The forecast.</returns>
    /// <exception cref="KeyNotFoundException">No series has this id.</exception>
    public SeriesForecast this[string id] => Array.Find(_forecasts, one => one.Id == id)
        ?? throw new KeyNotFoundException($"There is no forecast for '{id}' among {Count}; use the id of a series in the history.");

    /// <inheritdoc/>
    public IEnumerator<SeriesForecast> GetEnumerator() => ((IEnumerable<SeriesForecast>)_forecasts).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Writes one row an id and step: <c>unique_id,ds,y-hat,y-hat-lo-80,y-hat-hi-80,y-hat-lo-90,y-hat-hi-90</c>, and <c>y-hat-mean</c> where paths were drawn.</summary>
    /// <param name="writer">Where to write; lines end in LF.</param>
    /// <param name="intervals">Central intervals in percent; null takes those of 80 and 90 that the model's quantiles span.</param>
    /// <exception cref="ArgumentOutOfRangeException">An interval is wider than the model's quantiles.</exception>
    public void WriteCsv(TextWriter writer, IReadOnlyList<double>? intervals = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var percents = intervals ?? [.. UsualIntervals.Where(IsSpanned)];
        writer.Write("unique_id,ds,y-hat");
        foreach (var percent in percents) writer.Write(string.Create(CultureInfo.InvariantCulture, $",y-hat-lo-{percent},y-hat-hi-{percent}"));
        var hasMean = _forecasts.All(one => one.Mean is not null && one.Quantiles.Count > 1);
        writer.Write(hasMean ? ",y-hat-mean\n" : "\n");
        foreach (var forecast in _forecasts) WriteRows(writer, forecast, percents, hasMean);
    }

    private static void WriteRows(TextWriter writer, SeriesForecast forecast, IReadOnlyList<double> percents, bool hasMean)
    {
        var point = forecast.Point;
        PredictionInterval[] bounds = [.. percents.Select(forecast.Interval)];
        var id = Field(forecast.Id);
        for (var step = 0; step < forecast.Horizon; step++)
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{id},{Field(forecast.Stamps[step])},{point[step]}"));
            foreach (var bound in bounds) writer.Write(string.Create(CultureInfo.InvariantCulture, $",{bound.Lower[step]},{bound.Upper[step]}"));
            if (hasMean) writer.Write(string.Create(CultureInfo.InvariantCulture, $",{forecast.Mean![step]}"));
            writer.Write('\n');
        }
    }

    internal static string Field(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private bool IsSpanned(double percent) =>
        _forecasts.All(one => one.Quantiles[0] <= 0.5 - (percent / 200) + 1e-9 && one.Quantiles[^1] >= 0.5 + (percent / 200) - 1e-9);
}
