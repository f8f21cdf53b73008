using Recurrent.Layers;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Training;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Training of the heads that forecast all steps at once.</summary>
internal sealed class QuantileTraining(ForecastDesign design, ulong seed) : IHeadTraining
{
    private const int Rows = 256;
    private readonly ForecastNetwork _network = new(design.Architecture, new RandomSource(seed));
    private readonly WindowReader _reader = new(design.Preprocessing, new FeatureLayout(design.Preprocessing), design.Architecture.Horizon);

    /// <inheritdoc/>
    public Module Network => _network;

    private int Horizon => design.Architecture.Horizon;

    /// <summary>The bias becomes the quantiles of the base forecast's error, moved so that the median is 0.</summary>
    public void Begin(WindowOrigin[] sample)
    {
        var batch = new WindowBatch(_reader, sample, Horizon);
        float[] errors = [.. batch.Targets.Where((_, index) => batch.Mask[index] > 0).Order()];
        if (errors.Length == 0) return;
        var median = errors[errors.Length / 2];
        _network.SetBias([.. design.Architecture.Quantiles.Select(level => errors[(int)(level * (errors.Length - 1))] - median)]);
    }

    /// <inheritdoc/>
    public ITrainingJob Job(TrainingWindows windows, JobSizes sizes) => new ForecastJob(_network, _reader, windows, sizes);

    /// <inheritdoc/>
    public IReadOnlyList<ScoredBatch> Score(WindowOrigin[] windows, int threads)
    {
        var tape = Tape.ForInference(threads);
        var scored = new List<ScoredBatch>();
        foreach (var origins in windows.Chunk(Rows))
        {
            var batch = new WindowBatch(_reader, origins, Horizon);
            scored.Add(new ScoredBatch(_network.Forecast(tape, batch), batch.Targets, batch.Rows, design.Architecture.Quantiles.Length) { Mask = batch.Mask });
        }
        return scored;
    }
}
