namespace Recurrent.TimeSeries.Forecasting;

/// <summary>How much a training job does at once.</summary>
/// <param name="Horizon">Steps to forecast.</param>
/// <param name="Quantiles">Levels.</param>
/// <param name="BatchSize">Windows in an update.</param>
/// <param name="StepsPerEpoch">Updates between two validations.</param>
internal sealed record JobSizes(int Horizon, double[] Quantiles, int BatchSize, int StepsPerEpoch);
