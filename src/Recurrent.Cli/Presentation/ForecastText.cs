using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.Cli.Presentation;

/// <summary>The first steps of a forecast for people.</summary>
internal static class ForecastText
{
    private const int Shown = 6;

    public static void Write(TextWriter output, SeriesForecast forecast)
    {
        var table = new TextTable("forecast", forecast.Quantiles.Count == 1 ? "value" : "median", "80 % from", "to");
        var interval = forecast.Quantiles[0] <= 0.1 && forecast.Quantiles[^1] >= 0.9 ? forecast.Interval(80) : null;
        for (var step = 0; step < Math.Min(Shown, forecast.Horizon); step++)
        {
            table.Add(
                forecast.Stamps[step], NumberText.Value(forecast.Point[step]),
                NumberText.Value(interval?.Lower[step] ?? double.NaN), NumberText.Value(interval?.Upper[step] ?? double.NaN));
        }
        table.Write(output);
    }
}
