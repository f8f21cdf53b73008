namespace Recurrent.Training;

/// <summary>What the options of every task have in common: how long to train, how to repeat it, and where to keep checkpoints.</summary>
public abstract record TrainingRunOptions
{
    /// <summary>Longest time to train; null has no limit. A run that hits it is no longer repeatable bit for bit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to no time or less.</exception>
    public TimeSpan? TimeBudget
    {
        get;
        init => field = value is null || value > TimeSpan.Zero
            ? value
            : throw new ArgumentOutOfRangeException(nameof(TimeBudget), value, "Expected a time above zero, or null for no limit.");
    }

    /// <summary>Seed of every random number of the run; the same seed gives the same model.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads of the training, at least 0; 0 takes one per core. Results do not depend on it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0.</exception>
    public int Threads
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(Threads), value, "Expected a number of threads, or 0 for one per core.");
    }

    /// <summary>Folder for checkpoints; null writes none.</summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>Whether to continue from the checkpoint in <see cref="CheckpointFolder"/>, which must be set; without one there the run starts afresh.</summary>
    public bool Resume { get; init; }

    /// <summary>Called once before the first update with every setting in use and its reason; null by default.</summary>
    public Action<IReadOnlyList<ChosenSetting>>? SettingsChosen { get; init; }
}
