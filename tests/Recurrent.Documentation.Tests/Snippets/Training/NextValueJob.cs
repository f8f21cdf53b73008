using System.Collections.Immutable;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Training;
using Recurrent.Training.Data;

namespace Recurrent.Documentation.Tests.Snippets.Training;

#region TrainingJob
/// <summary>Every value of a window is predicted from those before it; windows may differ in length.</summary>
internal sealed class NextValueJob(NextValueModel model, IReadOnlyList<float[]> windows) : ITrainingJob
{
    private const int BatchSize = 8;
    private readonly Split _split = Split.InOrder(windows.Count, validation: 0.25, test: 0);
    private readonly SequenceBatcher _inputs = new([.. windows.Select(window => (ReadOnlyMemory<float>)window.AsMemory(0, window.Length - 1))], features: 1);
    private readonly SequenceBatcher _targets = new([.. windows.Select(window => (ReadOnlyMemory<float>)window.AsMemory(1))], features: 1);
    private ImmutableArray<ImmutableArray<int>> _batches = [];

    public int BeginEpoch(int epoch, RandomStream random)
    {
        int[] lengths = [.. _split.Training.Select(window => _inputs.Lengths[window])];
        _batches = LengthBuckets.Shuffled(lengths, BatchSize, random);
        return _batches.Length;
    }

    public BatchLoss Loss(Tape tape, int batch)
    {
        int[] items = [.. _batches[batch].Select(item => _split.Training[item])];
        return new BatchLoss(MeanLoss(tape, items), Weight: items.Sum(item => _inputs.Lengths[item]));
    }

    public Evaluation? Validate(Tape tape) => new(MeanLoss(tape, _split.Validation.AsSpan()).ToScalar());

    private Tensor MeanLoss(Tape tape, ReadOnlySpan<int> items)
    {
        SequenceBatch inputs = _inputs.Batch(tape, items);
        (SequenceBatch outputs, _) = model.Lstm.Run(tape, inputs);
        Tensor predictions = model.Head.Run(tape, outputs.Values);                                   // [T, B, 1]
        Tensor isValid = tape.SequenceMask(inputs).Reshape(predictions.Shape);                       // no loss in the padding
        return tape.MeanSquaredError(predictions, _targets.Batch(tape, items).Values, isValid);
    }
}
#endregion
