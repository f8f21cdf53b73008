using Recurrent.TimeSeries.Forecasting;
using Recurrent.Tensors.Random;

namespace Recurrent.TimeSeries.Tests.Forecasting;

/// <summary>Small series and short runs for tests of the forecasting task.</summary>
internal static class Synthetic
{
    public const int Horizon = 8;

    /// <summary>A run of a second or less.</summary>
    public static ForecasterOptions Short { get; } = new()
    {
        Horizon = Horizon, Members = 2, Hidden = 8, Epochs = 4, StepsPerEpoch = 10, BatchSize = 16, Threads = 1,
    };

    /// <summary>Monthly waves of period 12 with noise, different in level, phase and size.</summary>
    public static SeriesCollection Seasonal(int count = 2, int length = 120, double noise = 1) =>
        new(Enumerable.Range(0, count).Select(index => new Series(
            $"s{index}",
            Values(length, $"noise {index}", (t, random) => 20 + index + (0.02 * t) + (4 * Math.Sin(2 * Math.PI * (t + index) / 12)) + (noise * random)),
            TimeAxis.FromDate(new DateTime(2010, 1, 1), Frequency.Monthly, "yyyy-MM"))));

    public static double[] Values(int length, string stream, Func<int, double, double> value)
    {
        var normal = new float[length];
        new RandomSource(7).Stream(stream).FillNormal(normal);
        return [.. normal.Select((random, t) => value(t, random))];
    }

    public static SeriesCollection Change(SeriesCollection data, Func<Series, double[]> values) =>
        new(data.Select(series => new Series(series.Id, values(series), series.Times)));

    public static ForecastTraining Train(SeriesCollection data, ForecasterOptions options, Interrupt? interrupt = null, Forecaster? initial = null) =>
        Forecaster.Train(data, options, interrupt is null ? null : [interrupt], initial, interrupt?.Token ?? TestContext.Current.CancellationToken);

    public static float[] Weights(Forecaster model) => [.. model.State.Network.Parameters().SelectMany(named => named.Parameter.Values.ToArray())];
}
