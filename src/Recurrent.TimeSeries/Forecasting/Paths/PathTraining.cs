using Recurrent.Layers;
using Recurrent.Tensors.Random;
using Recurrent.Training;

namespace Recurrent.TimeSeries.Forecasting.Paths;

/// <summary>Training of the heads that describe the next value.</summary>
internal sealed class PathTraining : IHeadTraining
{
    private readonly ForecastDesign _design;
    private readonly ulong _seed;
    private readonly PathNetwork _network;
    private readonly PathReader _reader;

    public PathTraining(ForecastDesign design, ulong seed)
    {
        (_design, _seed) = (design, seed);
        _network = new PathNetwork(design.Architecture, new RandomSource(seed));
        _reader = new PathReader(design.Preprocessing, new PathLayout(design.Preprocessing, design.Architecture.Head));
    }

    /// <inheritdoc/>
    public Module Network => _network;

    /// <inheritdoc/>
    public void Begin(WindowOrigin[] sample)
    {
        var errors = new PathBatch(_reader, sample, _design.Architecture.Horizon).CountedTargets;
        if (errors.Length > 0) _network.SetBias(errors);
    }

    /// <inheritdoc/>
    public ITrainingJob Job(TrainingWindows windows, JobSizes sizes) => new PathJob(_network, _reader, windows, sizes);

    /// <inheritdoc/>
    public IReadOnlyList<ScoredBatch> Score(WindowOrigin[] windows, int threads)
    {
        var preprocessing = _design.Preprocessing with { Calibration = null };
        return new PathForecaster(_network, _design.Architecture, preprocessing, _seed).Score(windows, _design.Architecture.Horizon, threads);
    }
}
