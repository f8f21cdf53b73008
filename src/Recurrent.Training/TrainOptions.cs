using Recurrent.Training.Gradients;
using Recurrent.Training.Schedules;

namespace Recurrent.Training;

/// <summary>How long, how fast and how carefully to train.</summary>
public sealed record TrainOptions
{
    /// <summary>Decides shuffling and dropout; the same seed gives the same bits at every thread count. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads for heavy ops; 0 (the default) takes one per core. Results do not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Passes over the data, at least 0; default 10.</summary>
    public int MaximumEpochs { get; init; } = 10;

    /// <summary>Updates in all; null (the default) for no limit but the epochs.</summary>
    public long? MaximumSteps { get; init; }

    /// <summary>Time in all, counted over resumed runs; null (the default) for none. Checked between steps.</summary>
    public TimeSpan? TimeBudget { get; init; }

    /// <summary>The learning rate by step; null (the default) keeps the optimiser's.</summary>
    public LearningRateSchedule? Schedule { get; init; }

    /// <summary>Lowers the rate when validation stops improving; null (the default) for none.</summary>
    public ReduceOnPlateau? Plateau { get; init; }

    /// <summary>Limits the gradient before an update; null (the default) for none.</summary>
    public GradientClip? Clip { get; init; }

    /// <summary>Batches whose gradients make one update, weighted by <see cref="BatchLoss.Weight"/>; at least 1, the default.</summary>
    public int AccumulatedBatches { get; init; } = 1;

    /// <summary>
    /// Decay of an exponential average of the weights, which is then validated and kept instead of the last weights: in [0, 1), 0.999 is
    /// usual; null (the default) for none. In the first steps the decay is (1 + n)/(10 + n), so that the start is soon forgotten.
    /// </summary>
    public double? AverageDecay { get; init; }

    /// <summary>Steps between validations; null (the default) validates after every epoch.</summary>
    public long? ValidateEverySteps { get; init; }

    /// <summary>Validations without improvement after which to stop; null (the default) never does.</summary>
    public int? Patience { get; init; }

    /// <summary>
    /// By more than how much a score must be better to count as improved, for <see cref="Patience"/> and for the weights that are kept, at least 0; default 0.
    /// </summary>
    public double MinimumImprovement { get; init; }

    /// <summary>Steps in a row without a finite loss and gradient after which to stop; default 3.</summary>
    public int MaximumSkipsInARow { get; init; } = 3;

    /// <summary>Where to keep the checkpoint; null (the default) for none.</summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>Steps between checkpoints; null (the default) writes one after every epoch. One is always written at the end.</summary>
    public long? CheckpointEverySteps { get; init; }

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(MaximumEpochs);
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
        ArgumentOutOfRangeException.ThrowIfLessThan(AccumulatedBatches, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumSkipsInARow, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(MinimumImprovement);
        ArgumentOutOfRangeException.ThrowIfLessThan(ValidateEverySteps ?? 1, 1, nameof(ValidateEverySteps));
        ArgumentOutOfRangeException.ThrowIfLessThan(CheckpointEverySteps ?? 1, 1, nameof(CheckpointEverySteps));
        ArgumentOutOfRangeException.ThrowIfLessThan(Patience ?? 1, 1, nameof(Patience));
        if (AverageDecay is not (null or (>= 0 and < 1)))
            throw new ArgumentOutOfRangeException(nameof(AverageDecay), AverageDecay, "Expected a decay of at least 0 and below 1, such as 0.999, or null for no average.");
    }
}
