using System.Collections.Immutable;
using Recurrent.Layers.Memory;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Training;
using Recurrent.Training.Data;

namespace Recurrent.Text.Answering;

/// <summary>Batches of questions with stories of similar length, and the loss on those held back.</summary>
internal sealed class StoryJob(StoryReader network, StoryCandidate candidate, StoryAnswererOptions options, StoryCorpus corpus) : ITrainingJob
{
    private const int PooledBatches = 10;
    private readonly int[] _lengths = [.. corpus.Training.Stories.Select(static one => one.Sentences.Length)];
    private readonly StoryScorer _scorer = new(corpus.Table, options.MaximumSentences);
    private ImmutableArray<ImmutableArray<int>> _batches = [];
    private bool _isLinear;

    public int BeginEpoch(int epoch, RandomStream random)
    {
        _isLinear = epoch < candidate.LinearEpochs;
        _batches = LengthBuckets.Shuffled(_lengths, options.BatchSize, random, PooledBatches);
        return _batches.Length;
    }

    public BatchLoss Loss(Tape tape, int batch)
    {
        var items = _batches[batch];
        var stories = StoryBatch.Of(corpus.Table, [.. items.Select(item => corpus.Training.Stories[item])], options.MaximumSentences);
        var scores = network.Run(tape, stories, _isLinear).Scores;
        return new BatchLoss(tape.CrossEntropy(scores, items.Select(item => corpus.Training.Targets[item]).ToArray()), items.Length);
    }

    /// <summary>Always with softmax: that is how the network will be used.</summary>
    public Evaluation? Validate(Tape tape)
    {
        if (corpus.Validation.Targets.Length == 0) return null;
        var probabilities = _scorer.Probabilities(tape, [network], corpus.Validation.Stories);
        return new Evaluation(StoryScorer.Loss(probabilities, corpus.Validation.Targets))
        {
            Metrics = ImmutableDictionary<string, double>.Empty.Add("accuracy", StoryScorer.Accuracy(probabilities, corpus.Validation.Targets)),
        };
    }
}
