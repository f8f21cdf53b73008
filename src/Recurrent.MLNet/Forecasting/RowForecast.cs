using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.MLNet.Forecasting;

/// <summary>The forecast of a row; null while a series has too few values.</summary>
internal sealed record RowForecast(SeriesForecast? Forecast);
