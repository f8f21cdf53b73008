using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Training;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Windows drawn at random from all series, and the loss on the validation windows.</summary>
internal sealed class ForecastJob(ForecastNetwork network, WindowReader reader, TrainingWindows windows, JobSizes sizes) : ITrainingJob
{
    private const int ValidationRows = 256;
    private readonly WindowBatch[] _validation =
    [
        .. windows.Stopping.Chunk(ValidationRows).Select(origins => new WindowBatch(reader, origins, sizes.Horizon)),
    ];

    private readonly WindowDraws _draws = new(windows.Training, sizes);

    public int BeginEpoch(int epoch, RandomStream random) => _draws.Begin(random);

    public BatchLoss Loss(Tape tape, int batch)
    {
        var drawn = new WindowBatch(reader, _draws.Take(batch), sizes.Horizon);
        return new BatchLoss(network.Loss(tape, drawn), drawn.Mask.Sum());
    }

    public Evaluation? Validate(Tape tape)
    {
        var (sum, count) = (0.0, 0.0);
        foreach (var batch in _validation)
        {
            var forecast = network.Forecast(tape, batch);
            sum += network.IsPoint ? SquaredError(forecast, batch) : QuantileLoss(forecast, batch, sizes.Quantiles);
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

    private static double SquaredError(double[] forecast, WindowBatch batch)
    {
        var sum = 0.0;
        for (var index = 0; index < batch.Targets.Length; index++)
            sum += batch.Mask[index] * (batch.Targets[index] - forecast[index]) * (batch.Targets[index] - forecast[index]);
        return sum;
    }
}
