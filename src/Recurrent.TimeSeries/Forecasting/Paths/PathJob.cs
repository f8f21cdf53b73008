using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Training;

namespace Recurrent.TimeSeries.Forecasting.Paths;

/// <summary>Windows drawn at random from all series, and the negative log-likelihood of the validation windows given the true values before each step.</summary>
internal sealed class PathJob(PathNetwork network, PathReader reader, TrainingWindows windows, JobSizes sizes) : ITrainingJob
{
    private const int ValidationRows = 256;
    private readonly WindowDraws _draws = new(windows.Training, sizes);
    private readonly PathBatch[] _validation =
    [
        .. windows.Stopping.Chunk(ValidationRows).Select(origins => new PathBatch(reader, origins, sizes.Horizon)),
    ];

    public int BeginEpoch(int epoch, RandomStream random) => _draws.Begin(random);

    public BatchLoss Loss(Tape tape, int batch)
    {
        var drawn = new PathBatch(reader, _draws.Take(batch), sizes.Horizon, countsContext: true);
        return new BatchLoss(network.Loss(tape, drawn), Math.Max(1, drawn.Weight));
    }

    public Evaluation? Validate(Tape tape)
    {
        var (sum, weight) = (0.0, 0.0);
        foreach (var batch in _validation)
        {
            tape.Reset();
            sum += network.Loss(tape, batch).ToScalar() * batch.Weight / network.Members.Length;
            weight += batch.Weight;
        }
        tape.Reset();
        return new Evaluation(weight > 0 ? sum / weight : 0);
    }
}
