using System.Collections.Immutable;
using Recurrent.Layers;
using Recurrent.Training.Events;
using Recurrent.Training.Optimizers;
using Recurrent.Training.Schedules;

namespace Recurrent.Training;

/// <summary>One training run of a task: resumed when asked for, ended by an exception when cancelled, summed up for people.</summary>
internal sealed record TaskRun
{
    private const double WarmUpShare = 0.05;

    public required Module Network { get; init; }

    public required Optimizer Optimizer { get; init; }

    public required TrainOptions Options { get; init; }

    /// <summary>Updates of an epoch, by which the best step becomes the best epoch.</summary>
    public required int StepsPerEpoch { get; init; }

    /// <summary>Whether to continue from the checkpoint in the folder of the options.</summary>
    public bool Resume { get; init; }

    public ImmutableArray<ITrainingObserver> Observers { get; init; } = [];

    /// <summary>The usual course of the learning rate: up over the first twentieth, then down to a hundredth along a cosine.</summary>
    /// <param name="rate">The highest.</param>
    /// <param name="steps">Updates of the longest run.</param>
    public static LearningRateSchedule Cosine(double rate, long steps)
    {
        var warmUp = Math.Max(1, (long)(WarmUpShare * steps));
        return new CosineSchedule(rate, Math.Max(1, steps - warmUp)) { MinimumRate = rate / 100 }.AfterWarmUp(warmUp, startFactor: 0.1);
    }

    /// <summary>How a run of a task's options is made; clipping and averaging are the task's own.</summary>
    /// <param name="options">Seed, threads, time and checkpoints.</param>
    /// <param name="epochs">Longest run.</param>
    /// <param name="stepsPerEpoch">Updates of an epoch.</param>
    /// <param name="rate">Highest learning rate.</param>
    /// <param name="patience">Validations without improvement before stopping.</param>
    public static TrainOptions OptionsOf(TrainingRunOptions options, int epochs, int stepsPerEpoch, double rate, int patience) => new()
    {
        Seed = options.Seed,
        Threads = options.Threads,
        MaximumEpochs = epochs,
        TimeBudget = options.TimeBudget,
        Schedule = Cosine(rate, (long)epochs * stepsPerEpoch),
        Patience = patience,
        CheckpointFolder = options.CheckpointFolder,
    };

    /// <summary>Trains the network.</summary>
    /// <param name="job">Data, loss and validation.</param>
    /// <param name="cancellation">Ends the run after the present step, with a checkpoint when a folder is set.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public TrainingSummary Run(ITrainingJob job, CancellationToken cancellation)
    {
        var clock = new RunClock();
        var trainer = new Trainer(Network, Optimizer, Options, new TrainingServices { Observers = [.. Observers, clock] });
        if (Resume) trainer.TryResume();
        var result = trainer.Run(job, cancellation);
        if (result.Reason == StopReason.Cancelled)
            throw new OperationCanceledException($"Training was cancelled after {result.Steps} steps.", cancellation);

        // Without validation data the weights of the end are kept.
        var kept = result.BestScore is null ? result.Epochs : (int)(result.BestStep / StepsPerEpoch);
        return new TrainingSummary(result.Steps, result.Epochs, kept, result.BestScore ?? double.NaN, clock.Seconds, Network.ParameterCount, InWords(result.Reason));
    }

    private static string InWords(StopReason reason) => reason switch
    {
        StopReason.MaximumEpochs => "all epochs are done",
        StopReason.EarlyStopping => "the validation loss stopped improving",
        StopReason.TimeBudget => "the time is up",
        StopReason.NonFinite => "losses were not finite; the best weights so far are kept",
        _ => reason.ToString(),
    };
}
