using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Training;

namespace Recurrent.Cli.Diagnose;

/// <summary>Random sequences behind whose end the network has to say what the first value was: as long a memory as the sequence.</summary>
internal sealed class RecallJob(RecallNetwork network, int length, int rows) : ITrainingJob
{
    private const int BatchesPerEpoch = 1000;

    private RandomStream _random;

    public int BeginEpoch(int epoch, RandomStream random)
    {
        _random = random;
        return BatchesPerEpoch;
    }

    public BatchLoss Loss(Tape tape, int batch)
    {
        var shape = new Shape(length, rows, network.Layer.InputSize);
        var values = new float[shape.Length];
        _random.Advance((long)batch * shape.Length).FillNormal(values);
        var targets = new float[rows];
        for (var row = 0; row < rows; row++) targets[row] = values[row * network.Layer.InputSize];
        var answers = network.Run(tape, new SequenceBatch(tape.Constant(values, shape)));
        return new BatchLoss(tape.MeanSquaredError(answers, tape.Constant(targets, answers.Shape)), rows);
    }
}
