using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Training;
using Recurrent.Training.Bptt;

namespace Recurrent.Documentation.Tests.Snippets.Training;

#region TrainingBptt
/// <summary>One long series, read from left to right; gradients go back StepsBack steps, the state goes on.</summary>
internal sealed class StreamJob(NextValueModel model, float[] series, BpttOptions options) : ITrainingJob
{
    private readonly BpttWindow[] _windows = [.. BpttWindow.Of(series.Length - 1, options)];
    private readonly BpttRunner _runner = new();

    public int BeginEpoch(int epoch, RandomStream random)
    {
        _runner.State = null;                                   // an epoch reads the series from its start
        return _windows.Length;
    }

    public BatchLoss Loss(Tape tape, int batch)
    {
        BpttWindow window = _windows[batch];
        SequenceBatch outputs = _runner.Run(tape, window, (on, start, length, state) =>
            model.Lstm.Run(on, new SequenceBatch(on.Constant(series.AsSpan(start, length), new Shape(length, 1, 1))), state));
        Tensor target = tape.Constant(series.AsSpan(window.LossStart + 1, outputs.Time), new Shape(outputs.Time, 1, 1));
        return new BatchLoss(tape.MeanSquaredError(model.Head.Run(tape, outputs.Values), target), Weight: outputs.Time);
    }

    public IReadOnlyDictionary<string, Tensor> SaveState() => _runner.SaveState();                   // for checkpoints

    public void LoadState(IReadOnlyDictionary<string, Tensor> state) => _runner.LoadState(state);
}
#endregion
