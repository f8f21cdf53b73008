using System.Collections.Immutable;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Training;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Signals.Classification;

/// <summary>Batches of changed signals for every member, and the loss of each member on the signals it does not learn from.</summary>
internal sealed class ClassifierJob : ITrainingJob
{
    /// <summary>Random numbers set apart for one signal of one epoch.</summary>
    private const int NumbersPerSignal = 24;
    private const int ValidationRows = 128;
    private readonly ClassifierNetwork _network;
    private readonly TrainingFeatures _features;
    private readonly FeatureReader _reader;
    private readonly Augmenter _augmenter;
    private readonly ClassifierPlan _plan;
    private readonly int[] _targets;
    private readonly int[][] _training;
    private readonly int[][] _validation;
    private readonly CrossEntropyOptions _smoothed;
    private ImmutableArray<ImmutableArray<int>>[] _batches = [];
    private RandomStream _random;

    public ClassifierJob(ClassifierNetwork network, TrainingFeatures features, FeatureReader reader, ClassifierPlan plan, int[] targets, FoldPlan folds)
    {
        (_network, _features, _reader, _plan, _targets) = (network, features, reader, plan, targets);
        _augmenter = new Augmenter(plan.Augmentation, plan.Features.Kind, plan.Features.BaseCount);
        _training = [.. Enumerable.Range(0, network.Members.Length).Select(folds.Training)];
        _validation = [.. Enumerable.Range(0, network.Members.Length).Select(folds.Validation)];
        _smoothed = new CrossEntropyOptions { LabelSmoothing = (float)plan.LabelSmoothing };
        StepsPerEpoch = _training.Max(items => (items.Length + plan.BatchSize - 1) / plan.BatchSize);
    }

    public int StepsPerEpoch { get; }

    public int BeginEpoch(int epoch, RandomStream random)
    {
        _batches = new ImmutableArray<ImmutableArray<int>>[_training.Length];
        for (var member = 0; member < _training.Length; member++)
        {
            var items = _training[member];
            int[] lengths = [.. items.Select(item => _features.Lengths[item])];
            _batches[member] =
            [
                .. LengthBuckets.Shuffled(lengths, _plan.BatchSize, random.Advance((long)member << 32), poolBatches: 8)
                    .Select(batch => batch.Select(place => items[place]).ToImmutableArray()),
            ];
        }
        _random = random.Advance(1L << 40);
        return StepsPerEpoch;
    }

    public BatchLoss Loss(Tape tape, int batch)
    {
        Tensor? sum = null;
        for (var member = 0; member < _batches.Length; member++)
        {
            var items = _batches[member][batch % _batches[member].Length];
            var rows = Changed(member, items);
            var loss = tape.CrossEntropy(_network.Members[member].Run(tape, Side(tape, rows)), Targets(items), _smoothed);
            sum = sum is null ? loss : tape.Add(sum, loss);
        }
        return new BatchLoss(sum!);
    }

    public Evaluation? Validate(Tape tape)
    {
        var (loss, right, count) = (0.0, 0, 0);
        for (var member = 0; member < _validation.Length; member++)
        {
            var items = _validation[member];
            int[] lengths = [.. items.Select(item => _features.Lengths[item])];
            foreach (var places in LengthBuckets.Sorted(lengths, ValidationRows))
            {
                tape.Reset();
                var part = places.Select(place => items[place]).ToImmutableArray();
                ReadOnlyMemory<float>[] rows = [.. part.Select(item => (ReadOnlyMemory<float>)_reader.Complete(_features.Own(item)))];
                var logits = _network.Members[member].Run(tape, Side(tape, rows));
                var targets = Targets(part);
                // The smoothed loss, as in training: by the plain one, surer networks look worse long before they are.
                loss += tape.CrossEntropy(logits, targets, _smoothed).ToScalar() * part.Length;
                right += Right(logits.Values, targets);
                count += part.Length;
            }
        }
        tape.Reset();
        if (count == 0) return null;
        return new Evaluation(loss / count) { Metrics = ImmutableDictionary<string, double>.Empty.Add("accuracy", (double)right / count) };
    }

    private int Right(ReadOnlySpan<float> logits, int[] targets)
    {
        var right = 0;
        for (var row = 0; row < targets.Length; row++)
        {
            var scores = logits.Slice(row * _network.Classes, _network.Classes);
            var best = 0;
            for (var one = 1; one < scores.Length; one++) if (scores[one] > scores[best]) best = one;
            if (best == targets[row]) right++;
        }
        return right;
    }

    private ReadOnlyMemory<float>[] Changed(int member, ImmutableArray<int> items)
    {
        var rows = new ReadOnlyMemory<float>[items.Length];
        Span<float> draw = stackalloc float[1];
        for (var row = 0; row < rows.Length; row++)
        {
            var own = _random.Advance((((long)member * _targets.Length) + items[row]) << NumbersPerSignal);
            own.FillUniform(draw);
            rows[row] = _reader.Complete(_augmenter.Change(_features.Drawn(items[row], draw[0]), own.Advance(1)));
        }
        return rows;
    }

    private int[] Targets(ImmutableArray<int> items) => [.. items.Select(item => _targets[item])];

    private SequenceBatch Side(Tape tape, ReadOnlyMemory<float>[] rows) =>
        new SequenceBatcher(rows, _reader.Count).Batch(tape, [.. Enumerable.Range(0, rows.Length)]);
}
