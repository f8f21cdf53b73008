using Recurrent.Tensors.Random;

namespace Recurrent.TimeSeries.Forecasting.Paths;

/// <summary>Forecasts by drawing paths.</summary>
internal sealed class PathForecaster : ISeriesForecaster
{
    /// <summary>Logarithm of the largest finite value, rounded down: forecasts stay finite.</summary>
    private const double LargestLog = 709;
    private readonly PathSampler _sampler;
    private readonly ForecastArchitecture _architecture;
    private readonly ForecastPreprocessing _preprocessing;
    private readonly ulong _seed;
    private readonly bool _isCount;

    public PathForecaster(PathNetwork network, ForecastArchitecture architecture, ForecastPreprocessing preprocessing, ulong seed)
    {
        (_architecture, _preprocessing, _seed) = (architecture, preprocessing, seed);
        _isCount = architecture.Head.IsCount();
        _sampler = new PathSampler(network, new PathReader(preprocessing, new PathLayout(preprocessing, architecture.Head)));
    }

    private double[] Levels => _architecture.Quantiles;

    /// <inheritdoc/>
    public ForecastValues[] Forecast(IReadOnlyList<WindowOrigin> origins, int horizon, int threads)
    {
        var request = new PathRequest(horizon, _architecture.Paths, _seed, threads);
        return [.. Draw(origins, request).Select(paths => Summarise(paths, horizon))];
    }

    /// <summary>Paths in the unit of the series, calibrated if the model is. <c>[N][P][H]</c></summary>
    public IEnumerable<double[][]> Draw(IReadOnlyList<WindowOrigin> origins, PathRequest request)
    {
        foreach (var drawn in _sampler.Draw(origins, request))
        {
            if (_preprocessing.Calibration is { } calibration) PathCalibration.Apply(drawn.Values, calibration, Levels, _isCount);
            if (_preprocessing.Transform == DataTransformKind.Log)
            {
                foreach (var path in drawn.Values)
                    for (var step = 0; step < path.Length; step++) path[step] = Math.Exp(Math.Min(path[step], LargestLog));
            }
            yield return drawn.Values;
        }
    }

    /// <summary>Quantiles as drawn beside what happened, in units of each window, to calibrate by.</summary>
    public List<ScoredBatch> Score(IReadOnlyList<WindowOrigin> origins, int horizon, int threads)
    {
        // Counts are compared as if they had been rounded, or intervals full of equal values would have no width.
        var jitter = new float[origins.Count * horizon];
        if (_isCount) new RandomSource(_seed).Stream("parts of counts").FillUniform(jitter);
        var scored = new List<ScoredBatch>(origins.Count);
        foreach (var drawn in _sampler.Draw(origins, new PathRequest(horizon, _architecture.Paths, _seed, threads)))
        {
            var window = origins[scored.Count];
            var (quantiles, targets, mask) = (new double[horizon * Levels.Length], new float[horizon], new float[horizon]);
            for (var step = 0; step < horizon; step++)
            {
                var sorted = StepSample.Sorted(drawn.Values, step, StepSample.Ranks(drawn.Values, step), _isCount);
                for (var level = 0; level < Levels.Length; level++)
                    quantiles[(step * Levels.Length) + level] = StepSample.Between(sorted, Levels[level]) / drawn.Units.Unit;
                var value = window.Series.Values[window.Origin + step] + (_isCount ? jitter[(scored.Count * horizon) + step] - 0.5 : 0);
                targets[step] = (float)(value / drawn.Units.Unit);
                mask[step] = window.Series.IsKnown(window.Origin + step) ? 1 : 0;
            }
            scored.Add(new ScoredBatch(quantiles, targets, Rows: 1, Levels.Length) { Mask = mask });
        }
        return scored;
    }

    private ForecastValues Summarise(double[][] paths, int horizon)
    {
        var quantiles = Array.ConvertAll(Levels, _ => new double[horizon]);
        var mean = new double[horizon];
        for (var step = 0; step < horizon; step++)
        {
            var sorted = StepSample.Sorted(paths, step, StepSample.Ranks(paths, step), isCount: false);
            for (var level = 0; level < Levels.Length; level++)
                quantiles[level][step] = _isCount ? StepSample.AtLeast(sorted, Levels[level]) : StepSample.Between(sorted, Levels[level]);
            mean[step] = sorted.Average();
        }
        return new ForecastValues(quantiles, mean);
    }
}
