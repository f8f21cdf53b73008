using Recurrent.Training;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>What to forecast and how to train; everything but the horizon may stay open and is then chosen from the data.</summary>
/// <remarks>What was chosen, and why, comes back in <see cref="ForecastTraining.Settings"/>.</remarks>
public sealed record ForecasterOptions : TrainingRunOptions
{
    /// <summary>The levels of a forecast when none are named: 0.05, 0.1, 0.15, …, 0.95.</summary>
    public static IReadOnlyList<double> DefaultQuantiles { get; } = [.. Enumerable.Range(1, 19).Select(step => step * 5 / 100.0)];

    /// <summary>The most blocks of <see cref="ForecastBody.Dilated"/>; the last layer then looks 512 steps back, twice the longest context that is chosen.</summary>
    public const int MostDilatedBlocks = 5;

    /// <summary>H, the steps to forecast, at least 1; as many values at the end of every series are held out for the score.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public required int Horizon
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Horizon));
    }

    /// <summary>Levels to forecast, growing, each between 0 and 1, with 0.5 among them; <see cref="DefaultQuantiles"/> by default.</summary>
    /// <exception cref="ArgumentException">Set to levels that do not grow inside (0, 1), or without 0.5.</exception>
    public IReadOnlyList<double> Quantiles
    {
        get;
        init => field = QuantileLevels.Checked(value);
    } = DefaultQuantiles;

    /// <summary>What the network gives for each step, and so what it learns by: quantiles by default.</summary>
    public ForecastHead Head { get; init; }

    /// <summary>Paths drawn for a forecast by heads that draw, at least 1; 200 by default. More make quantiles steadier and forecasts slower.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int Paths
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Paths));
    } = 200;

    /// <summary>The simple forecast whose error the network learns; null takes the one with the smallest error at earlier origins for short seasonal series, else the naive one.</summary>
    /// <remarks>
    /// Forecasts fitted to each series suit short series with a trend and a season of their own, whose level, growth and season a network cannot learn from
    /// a few dozen values each. Short means at most 300 values; the season is that of the data or, where too few series show it, of the calendar.
    /// </remarks>
    public ForecastBase? Base { get; init; }

    /// <summary>How the network goes through time: step by step by default.</summary>
    public ForecastBody Body { get; init; }

    /// <summary>w, the steps in a segment when <see cref="Body"/> is <see cref="ForecastBody.Segments"/>, at least 1; null takes a divisor of season and horizon.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int? SegmentLength
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(SegmentLength));
    }

    /// <summary>These options with a transformer as body and, where nothing else is set, the sizes that suit it: two layers of 64, learning rate 0.001.</summary>
    /// <returns>Options with <see cref="Cell"/> <c>transformer</c>.</returns>
    public ForecasterOptions WithTransformer() => this with { Cell = "transformer", Hidden = Hidden ?? 64, Layers = Layers ?? 2, LearningRate = LearningRate ?? 0.001 };

    /// <summary>Name of the recurrent layer: <c>lstm</c> (default), <c>gru</c> or <c>rnn</c>.</summary>
    public string Cell { get; init; } = "lstm";

    /// <summary>Width of the hidden state, at least 1; null chooses by the amount of data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int? Hidden
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Hidden));
    }

    /// <summary>Recurrent layers on top of each other, at least 1; null takes 1. Of a dilated body the blocks of two, at most <see cref="MostDilatedBlocks"/>; null takes 2.</summary>
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

    /// <summary>Windows in one update, at least 1; null chooses by the amount of data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int? BatchSize
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(BatchSize));
    }

    /// <summary>Highest learning rate, above 0; null chooses by the amount of data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to 0, below, or no finite number.</exception>
    public double? LearningRate
    {
        get;
        init => field = OptionGuard.Between(value, double.Epsilon, double.MaxValue, nameof(LearningRate));
    }

    /// <summary>Decoupled weight decay, at least 0; null chooses by the amount of data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0 or to no finite number.</exception>
    public double? WeightDecay
    {
        get;
        init => field = OptionGuard.Between(value, 0, double.MaxValue, nameof(WeightDecay));
    }

    /// <summary>Share of the outputs of the recurrent layers dropped in training, 0 to 0.9; null chooses by the amount of data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside 0 to 0.9.</exception>
    public double? Dropout
    {
        get;
        init => field = OptionGuard.Between(value, 0, 0.9, nameof(Dropout));
    }

    /// <summary>Whether the intervals are widened or narrowed until they cover the validation part as they should; true by default.</summary>
    public bool Calibrate { get; init; } = true;
}
