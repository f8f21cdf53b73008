using Recurrent.Tensors.Autograd;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Runs the network over many points in time and turns its outputs into values.</summary>
internal sealed class QuantileForecaster(ForecastNetwork network, WindowReader reader, ForecastPreprocessing preprocessing, double[] levels) : ISeriesForecaster
{
    private const int Rows = 256;
    /// <summary>Logarithm of the largest finite value, rounded down: forecasts stay finite.</summary>
    private const double LargestLog = 709;

    /// <inheritdoc/>
    public ForecastValues[] Forecast(IReadOnlyList<WindowOrigin> origins, int horizon, int threads)
    {
        var tape = Tape.ForInference(threads);
        var results = new List<ForecastValues>(origins.Count);
        foreach (var chunk in origins.Chunk(Rows))
        {
            var batch = new WindowBatch(reader, chunk, horizon);
            var quantiles = network.Forecast(tape, batch);
            for (var row = 0; row < batch.Rows; row++) results.Add(Values(Restore(batch, row, quantiles)));
        }
        return [.. results];
    }

    private ForecastValues Values(double[][] quantiles) => new(quantiles, network.IsPoint ? quantiles[0] : null);

    private double[][] Restore(WindowBatch batch, int row, double[] quantiles)
    {
        var result = Array.ConvertAll(levels, _ => new double[batch.Horizon]);
        var median = Array.IndexOf(levels, 0.5);
        for (var step = 0; step < batch.Horizon; step++)
        {
            var place = (step * batch.Rows) + row;
            var values = quantiles.AsSpan(place * levels.Length, levels.Length);
            preprocessing.Calibration?.Apply(step, median, values);
            for (var level = 0; level < levels.Length; level++)
                result[level][step] = Invert(batch.Base[place] + (batch.Scale[row] * values[level]));
        }
        return result;
    }

    private double Invert(double value) => preprocessing.Transform == DataTransformKind.Log ? Math.Exp(Math.Min(value, LargestLog)) : value;
}
