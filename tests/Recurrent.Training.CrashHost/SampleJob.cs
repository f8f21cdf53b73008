using System.Collections.Immutable;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Training.Data;

namespace Recurrent.Training.CrashHost;

/// <summary>Learns the mean of the first feature of sequences of different lengths.</summary>
public sealed class SampleJob : ITrainingJob
{
    private const int Count = 22;
    private const int BatchSize = 4;
    private readonly SampleModel _model;
    private readonly SequenceBatcher _batcher;
    private readonly float[] _targets = new float[Count];
    private ImmutableArray<ImmutableArray<int>> _batches = [];

    public SampleJob(SampleModel model)
    {
        _model = model;
        var sequences = new ReadOnlyMemory<float>[Count];
        for (int index = 0; index < Count; index++)
        {
            var values = new float[(1 + (index % 7)) * SampleModel.Features];
            new RandomSource(5).Stream("data", (ulong)index).FillNormal(values);
            sequences[index] = values;
            _targets[index] = values.Where((_, position) => position % SampleModel.Features == 0).Average();
        }

        _batcher = new SequenceBatcher(sequences, SampleModel.Features);
    }

    /// <summary>Steps (from 0) at which the loss is made NaN.</summary>
    public ISet<int> BadLosses { get; } = new HashSet<int>();

    /// <summary>How often a loss was asked for.</summary>
    public int Losses { get; private set; }

    /// <summary>What validation gives, one after the other; null validates truly.</summary>
    public Queue<double>? Scores { get; init; }

    public int BeginEpoch(int epoch, RandomStream random)
    {
        _batches = LengthBuckets.Shuffled(_batcher.Lengths.AsSpan(), BatchSize, random, poolBatches: 2);
        return _batches.Length;
    }

    public BatchLoss Loss(Tape tape, int batch)
    {
        Tensor loss = LossOf(tape, _batches[batch].AsSpan());
        return new BatchLoss(BadLosses.Contains(Losses++) ? tape.Scale(loss, float.NaN) : loss, _batches[batch].Length);
    }

    public Evaluation? Validate(Tape tape)
    {
        double score = LossOf(tape, [.. Enumerable.Range(0, Count)]).ToScalar();
        return new Evaluation(Scores is { Count: > 0 } ? Scores.Dequeue() : score) { Metrics = ImmutableDictionary<string, double>.Empty.Add("mse", score) };
    }

    private Tensor LossOf(Tape tape, ReadOnlySpan<int> items)
    {
        SequenceBatch batch = _batcher.Batch(tape, items);
        var targets = new float[items.Length];
        for (int row = 0; row < targets.Length; row++)
        {
            targets[row] = _targets[items[row]];
        }

        return tape.MeanSquaredError(_model.Run(tape, batch), tape.Constant(targets, new Shape(targets.Length, 1)));
    }
}
