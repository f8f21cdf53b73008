using Recurrent.Training;

namespace Recurrent.TimeSeries.Finance.Network;

/// <summary>How a volatility model is built, trained and walked forward.</summary>
/// <remarks>What was used, and why, comes back in <see cref="VolatilityTraining.Settings"/>. Training runs on one thread: the networks are too small to share.</remarks>
public sealed record VolatilityOptions
{
    /// <summary>These options with a transformer as body and the sizes that suit it: one layer of 16, learning rate 0.001.</summary>
    /// <returns>Options with <see cref="Cell"/> <c>transformer</c>.</returns>
    public VolatilityOptions WithTransformer() => this with { Cell = "transformer", Hidden = 16, LearningRate = 0.001 };

    /// <summary>Name of the recurrent layer; <c>gru</c> by default, <c>lstm</c> or <c>rnn</c> among the others.</summary>
    public string Cell { get; init; } = "gru";

    /// <summary>Width of the hidden state, at least 1. Days are few and noisy, so small is good.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int Hidden
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Hidden));
    } = 8;

    /// <summary>Recurrent layers on top of each other, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int Layers
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Layers));
    } = 1;

    /// <summary>Networks of one fit, at least 1; their log variances are averaged. Each keeps another fifth of the history apart to know when to stop.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int Members
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Members));
    } = 5;

    /// <summary>Passes of training at most, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int Epochs
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Epochs));
    } = 40;

    /// <summary>Passes without a better validation loss after which training stops, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int Patience
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Patience));
    } = 10;

    /// <summary>Highest learning rate, above 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to 0, below, or no finite number.</exception>
    public double LearningRate
    {
        get;
        init => field = (double)OptionGuard.Between(value, double.Epsilon, double.MaxValue, nameof(LearningRate))!;
    } = 0.003;

    /// <summary>Days at the end that are forecast walking forward and scored, at least 0; null takes the last fifth of the returns.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0.</exception>
    public int? TestDays
    {
        get;
        init => field = value is null or >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(TestDays), value, $"Received {value} test days; expected at least 0.");
    }

    /// <summary>Days between two fits of the walk forward, at least 1; about one trading year by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int RefitEvery
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(RefitEvery));
    } = 250;

    /// <summary>Standardised returns whose quantiles give value-at-risk, at least 100; about four trading years by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 100.</exception>
    public int ResidualWindow
    {
        get;
        init => field = value >= 100 ? value : throw new ArgumentOutOfRangeException(nameof(ResidualWindow), value, $"Received a window of {value} residuals; expected at least 100.");
    } = 1000;

    /// <summary>Longest time to train, divided among all networks of all fits; null has no limit.</summary>
    public TimeSpan? TimeBudget { get; init; }

    /// <summary>Seed of every random number of the run.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Folder for checkpoints; null writes none.</summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>Whether to take up what is in <see cref="CheckpointFolder"/>.</summary>
    public bool Resume { get; init; }

    /// <summary>Called once before the first update with every setting in use and its reason; null by default.</summary>
    public Action<IReadOnlyList<ChosenSetting>>? SettingsChosen { get; init; }
}
