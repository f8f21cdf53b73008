using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Training.CrashHost;

namespace Recurrent.Training.Tests;

/// <summary>A job whose loss depends on a number carried from batch to batch, as a hidden state is.</summary>
internal sealed class CarryingJob(SampleModel model, bool startsAfresh) : ITrainingJob
{
    private const string Name = "carried";
    private readonly SampleJob _job = new(model);
    private float _carried;

    public int BeginEpoch(int epoch, RandomStream random)
    {
        _carried = startsAfresh ? 0 : _carried;
        return _job.BeginEpoch(epoch, random);
    }

    public BatchLoss Loss(Tape tape, int batch)
    {
        (Tensor loss, double weight) = _job.Loss(tape, batch);
        _carried++;
        return new BatchLoss(tape.Scale(loss, 1 + (_carried / 8)), weight);
    }

    public IReadOnlyDictionary<string, Tensor> SaveState() => new Dictionary<string, Tensor> { [Name] = Tensor.FromValues([_carried], new Shape(1)) };

    public void LoadState(IReadOnlyDictionary<string, Tensor> state) => _carried = state[Name].ToScalar();
}
