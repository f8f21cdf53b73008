namespace Recurrent.TimeSeries.Forecasting;

/// <summary>What to forecast and how to train; everything but the horizon may stay open and is then chosen from the data.</summary>
/// <remarks>What was chosen, and why, comes back in <see cref="ForecastTraining.Settings"/>.</remarks>
public sealed record ForecasterOptions
{
    /// <summary>The levels of a forecast when none are named: 0.05, 0.1, 0.15, …, 0.95.</summary>
    public static IReadOnlyList<double> DefaultQuantiles { get; } = [.. Enumerable.Range(1, 19).Select(step => step * 5 / 100.0)];

    /// <summary>H, the steps to forecast, at least 1; as many values at the end of every series are held out for the score.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public required int Horizon
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Horizon));
    }

    /// <summary>Seed of every random number of the run; the same seed gives the same model on every machine and thread count.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Levels to forecast, growing, each between 0 and 1, with 0.5 among them; <see cref="DefaultQuantiles"/> by default.</summary>
    /// <exception cref="ArgumentException">Set to levels that do not grow inside (0, 1), or without 0.5.</exception>
    public IReadOnlyList<double> Quantiles
    {
        get;
        init => field = OptionGuard.Quantiles(value);
    } = DefaultQuantiles;

    /// <summary>Name of the recurrent layer: <c>lstm</c> (default), <c>gru</c> or <c>rnn</c>.</summary>
    public string Cell { get; init; } = "lstm";

    /// <summary>Width of the hidden state, at least 1; null chooses by the amount of data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int? Hidden
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Hidden));
    }

    /// <summary>Recurrent layers on top of each other, at least 1; null takes 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int? Layers
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Layers));
    }

    /// <summary>Networks trained side by side whose forecasts are averaged, at least 1; null chooses by the amount of data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int? Members
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Members));
    }

    /// <summary>Past values the network reads, at least 1; null takes two to three seasons, bounded by the length of the series.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int? Context
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Context));
    }

    /// <summary>Seasonal periods in steps, the shortest first; empty for none; null looks for them in the training values.</summary>
    public IReadOnlyList<int>? SeasonalPeriods { get; init; }

    /// <summary>Period of the MASE scale and of the seasonal naive, at least 1; null takes the shortest seasonal period, or 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int? ScoringPeriod
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(ScoringPeriod));
    }

    /// <summary>Whether to train on the logarithm; null decides from the training values.</summary>
    public DataTransformKind? Transform { get; init; }

    /// <summary>Passes of training (of <see cref="StepsPerEpoch"/> updates each), at least 1; null chooses by the amount of data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int? Epochs
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Epochs));
    }

    /// <summary>Updates between two looks at the validation part, at least 1; null chooses by the amount of data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int? StepsPerEpoch
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(StepsPerEpoch));
    }

    /// <summary>Epochs without a better validation loss after which training stops, at least 1; null chooses by the amount of data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int? Patience
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Patience));
    }

    /// <summary>Longest time to train; null has no limit. A run that hits it is no longer repeatable bit for bit.</summary>
    public TimeSpan? TimeBudget { get; init; }

    /// <summary>Windows in one update, at least 1; null chooses by the amount of data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int? BatchSize
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(BatchSize));
    }

    /// <summary>Highest learning rate, above 0; null chooses by the amount of data.</summary>
    public double? LearningRate { get; init; }

    /// <summary>Decoupled weight decay, at least 0; null chooses by the amount of data.</summary>
    public double? WeightDecay { get; init; }

    /// <summary>Share of inputs and outputs of the recurrent layers dropped in training, 0 to below 1; null chooses by the amount of data.</summary>
    public double? Dropout { get; init; }

    /// <summary>Whether the intervals are widened or narrowed until they cover the validation part as they should; true by default.</summary>
    public bool Calibrate { get; init; } = true;

    /// <summary>Threads, at least 0; 0 takes one per core. Results do not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Folder for checkpoints; null writes none.</summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>Whether to continue from the newest checkpoint in <see cref="CheckpointFolder"/>, if there is one.</summary>
    public bool Resume { get; init; }

    /// <summary>Called once before the first update with every setting in use and its reason; null by default.</summary>
    public Action<IReadOnlyList<ChosenSetting>>? SettingsChosen { get; init; }
}
