using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Recurrent.Layers.Memory;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Training;
using Recurrent.Training.Events;
using Recurrent.Training.Gradients;
using Recurrent.Training.Optimizers;

namespace Recurrent.Text.Answering;

/// <summary>One training run from questions to answerer: every kind of network from several starts, one thread each; validation chooses.</summary>
internal sealed class StoryTrainer
{
    private const double LargestGradient = 5;
    private readonly StoryAnswererOptions _options;
    private readonly StorySplit _split;
    private readonly StoryPlan _plan;
    private readonly StoryCorpus _corpus;
    private readonly bool _isHeldBack;

    public StoryTrainer(IReadOnlyList<StoryQuestion> questions, IReadOnlyList<StoryQuestion>? validation, StoryAnswererOptions options)
    {
        _options = options;
        _isHeldBack = validation is null;
        _split = StorySplit.Of(questions, validation, options);
        _plan = StoryPlan.Of(_split, options);
        var encoder = new StoryEncoder(_plan.Vocabulary);
        _corpus = new StoryCorpus(encoder.Table, StorySamples.Of(encoder, _split.Training), StorySamples.Of(encoder, _split.Validation));
    }

    private int Threads => _options.Threads > 0 ? _options.Threads : Environment.ProcessorCount;

    private int StepsPerEpoch => (_split.Training.Count + _options.BatchSize - 1) / _options.BatchSize;

    public StoryTraining Run(ImmutableArray<ITrainingObserver> observers, CancellationToken cancellation)
    {
        var settings = _plan.Settings(_split, _options, _isHeldBack, StepsPerEpoch);
        _options.SettingsChosen?.Invoke(settings);
        var outcomes = TrainAll(observers, cancellation);
        // The one without a mistake, which ends the search, must also win it. Without validation nothing is known about new stories: the first starts are kept.
        StoryOutcome[] ranked = [.. outcomes.OrderByDescending(static one => double.IsNaN(one.Accuracy) ? 0 : one.Accuracy).ThenBy(static one => double.IsNaN(one.Loss) ? 0 : one.Loss)];
        StoryOutcome[] kept = [.. ranked.Take(_options.Kept)];
        var architecture = new StoryArchitecture { Tokens = _plan.Vocabulary.Words.Length, AnswerTokens = StoryEncoder.AnswerTokens(_plan.Vocabulary), Members = [.. kept.Select(static one => one.Candidate.Member)] };
        var state = new StoryState(
            architecture,
            new StorySettings { MaximumSentences = _options.MaximumSentences, Settings = settings },
            _plan.Vocabulary,
            new StoryNetwork([.. kept.Select(static one => one.Network)]),
            SimpleAnswers.Of(_split.Training))
        { Seed = _options.Seed };
        return new StoryTraining(
            new StoryAnswerer(state), settings, Summary(outcomes, kept), Accuracy(state),
            [.. outcomes.Select(one => new StoryAttempt(one.Candidate.Member.Name, one.Candidate.Seed, one.Loss, one.Accuracy, kept.Contains(one)))]);
    }

    private StoryOutcome[] TrainAll(ImmutableArray<ITrainingObserver> observers, CancellationToken cancellation)
    {
        var events = new OrderedEvents(observers);
        ITrainingObserver[] parts = [.. _plan.Candidates.Select(_ => events.Next())];
        var outcomes = new List<StoryOutcome>();
        foreach (var round in Enumerable.Range(0, parts.Length).Chunk(parts.Length / _options.Restarts))
        {
            outcomes.AddRange(TrainRound(round, parts, cancellation));
            if (outcomes.Any(static one => one.Accuracy == 1)) break;
        }
        events.Stop();
        return [.. outcomes];
    }

    private StoryOutcome[] TrainRound(int[] round, ITrainingObserver[] parts, CancellationToken cancellation)
    {
        var outcomes = new StoryOutcome[round.Length];
        var failures = new Exception?[round.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Threads };
        Parallel.ForEach(Partitioner.Create(Enumerable.Range(0, round.Length), EnumerablePartitionerOptions.NoBuffering), options, (place, loop) =>
        {
            try
            {
                outcomes[place] = Train(round[place], parts[round[place]], cancellation);
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                failures[place] = failure;
                loop.Stop();
            }
        });
        if (Array.Find(failures, static one => one is not null) is { } first) ExceptionDispatchInfo.Throw(first);
        return outcomes;
    }

    private StoryOutcome Train(int index, ITrainingObserver observer, CancellationToken cancellation)
    {
        var candidate = _plan.Candidates[index];
        var network = candidate.Member.Create(_plan.Vocabulary.Words.Length, StoryEncoder.AnswerTokens(_plan.Vocabulary), new RandomSource(candidate.Seed));
        var run = new TaskRun
        {
            Network = network,
            Optimizer = new AdamW(ParameterGroup.WithoutDecayOnVectors(network), new AdamOptions { WeightDecay = candidate.WeightDecay }),
            Options = TrainerOptions(index),
            StepsPerEpoch = StepsPerEpoch,
            Resume = _options.Resume,
            Observers = [observer],
        }.Run(new StoryJob(network, candidate, _options, _corpus), cancellation);
        var (loss, accuracy) = Validated([network]);
        return new StoryOutcome(candidate, network, run, loss, accuracy);
    }

    private TrainOptions TrainerOptions(int index)
    {
        var waves = (_plan.Candidates.Length + Threads - 1) / Threads;
        var candidate = _plan.Candidates[index];
        return TaskRun.OptionsOf(_options, _options.Epochs, StepsPerEpoch, candidate.LearningRate, _options.Patience + candidate.LinearEpochs) with
        {
            Seed = candidate.Seed,
            Threads = 1,
            TimeBudget = _options.TimeBudget / waves,
            Clip = new ClipByGlobalNorm(LargestGradient),
            CheckpointFolder = _options.CheckpointFolder is { } folder ? Path.Combine(folder, $"network-{index + 1}") : null,
        };
    }

    private (double Loss, double Accuracy) Validated(IReadOnlyList<StoryReader> networks)
    {
        var held = _corpus.Validation;
        if (held.Targets.Length == 0) return (double.NaN, double.NaN);
        var probabilities = new StoryScorer(_corpus.Table, _options.MaximumSentences).Probabilities(Tape.ForInference(threads: 1), networks, held.Stories);
        return (StoryScorer.Loss(probabilities, held.Targets), StoryScorer.Accuracy(probabilities, held.Targets));
    }

    private double Accuracy(StoryState state) => Validated(state.Network.Members).Accuracy;

    private static TrainingSummary Summary(StoryOutcome[] outcomes, StoryOutcome[] kept) => new(
        outcomes.Sum(static one => one.Run.Steps), outcomes.Sum(static one => one.Run.Epochs), kept[0].Run.BestEpoch, kept[0].Loss,
        outcomes.Sum(static one => one.Run.Seconds), kept.Sum(static one => one.Run.Parameters), kept[0].Run.StopReason);
}
