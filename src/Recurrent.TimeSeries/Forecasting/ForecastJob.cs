using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Training;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Windows drawn at random from all series, and the loss on the validation windows.</summary>
/// <remarks>Every series is drawn equally often, because scores weigh series alike. The windows of an epoch follow from its stream alone.</remarks>
internal sealed class ForecastJob(ForecastNetwork network, WindowReader reader, TrainingWindows windows, JobSizes sizes) : ITrainingJob
{
    private const int ValidationRows = 256;
    private readonly WindowBatch[] _validation =
    [
        .. windows.Validation.Chunk(ValidationRows).Select(origins => new WindowBatch(reader, origins, sizes.Horizon)),
    ];

    private float[] _draws = [];

    public int BeginEpoch(int epoch, RandomStream random)
    {
        _draws = new float[2 * sizes.StepsPerEpoch * sizes.BatchSize];
        random.FillUniform(_draws);
        return sizes.StepsPerEpoch;
    }

    public BatchLoss Loss(Tape tape, int batch)
    {
        var origins = new WindowOrigin[sizes.BatchSize];
        for (var row = 0; row < origins.Length; row++)
        {
            var at = 2 * ((batch * sizes.BatchSize) + row);
            var range = windows.Training[Pick(_draws[at], windows.Training.Length)];
            origins[row] = range.At(Pick(_draws[at + 1], range.Count));
        }
        var drawn = new WindowBatch(reader, origins, sizes.Horizon);
        return new BatchLoss(network.Loss(tape, drawn), drawn.Mask.Sum());
    }

    public Evaluation? Validate(Tape tape)
    {
        var (sum, count) = (0.0, 0.0);
        foreach (var batch in _validation)
        {
            var forecast = network.Forecast(tape, batch);
            sum += QuantileLoss(forecast, batch, sizes.Quantiles);
            count += batch.Mask.Sum();
        }
        return new Evaluation(sum / count);
    }

    /// <summary>Sum over known targets of the mean over levels of <c>max(q e, (q − 1) e)</c>.</summary>
    private static double QuantileLoss(double[] forecast, WindowBatch batch, double[] levels)
    {
        var sum = 0.0;
        for (var index = 0; index < batch.Targets.Length; index++)
        {
            if (batch.Mask[index] == 0) continue;
            for (var level = 0; level < levels.Length; level++)
            {
                var error = batch.Targets[index] - forecast[(index * levels.Length) + level];
                sum += Math.Max(levels[level] * error, (levels[level] - 1) * error);
            }
        }
        return sum / levels.Length;
    }

    private static int Pick(float draw, int count) => Math.Min((int)((double)draw * count), count - 1);
}
