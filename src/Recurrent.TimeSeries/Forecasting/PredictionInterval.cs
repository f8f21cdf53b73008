namespace Recurrent.TimeSeries.Forecasting;

/// <summary>A central prediction interval over the steps of a forecast.</summary>
/// <param name="Percent">Probability inside, such as 80.</param>
/// <param name="Lower">Lower bounds in the unit of the series. [H]</param>
/// <param name="Upper">Upper bounds. [H]</param>
public sealed record PredictionInterval(double Percent, IReadOnlyList<double> Lower, IReadOnlyList<double> Upper);
