using Recurrent.Training;

namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>How to detect and how to train; whatever stays open is chosen from the training rows.</summary>
/// <remarks>What was chosen, and why, comes back in <see cref="DetectorTraining.Settings"/>.</remarks>
public sealed record DetectorOptions : TrainingRunOptions
{
    /// <summary>These options with a transformer as body and the sizes that suit it: one layer of 32, learning rate 0.001.</summary>
    /// <returns>Options with <see cref="Cell"/> <c>transformer</c>.</returns>
    public DetectorOptions WithTransformer() => this with { Cell = "transformer", Hidden = 32, LearningRate = 0.001 };

    /// <summary>The method; null predicts a single channel and reconstructs several.</summary>
    public DetectionMethod? Method { get; init; }

    /// <summary>Name of the recurrent layer; <c>gru</c> by default, <c>lstm</c> or <c>rnn</c> among the others.</summary>
    public string Cell { get; init; } = "gru";

    /// <summary>Width of the hidden state, at least 1; null takes 16 for a predictor and 32 for an encoder–decoder.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int? Hidden
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Hidden));
    }

    /// <summary>Recurrent layers on top of each other, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int Layers
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Layers));
    } = 1;

    /// <summary>Rows an encoder–decoder reads and writes, at least 2; null takes 32, or a quarter of the training rows where they are few.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 2.</exception>
    public int? Window
    {
        get;
        init => field = value is null or >= 2 ? value : throw new ArgumentOutOfRangeException(nameof(Window), value, $"Received a window of {value} rows; expected at least 2.");
    }

    /// <summary>
    /// False alarms a day that the threshold allows, above 0; one a week by default. For rows without times, one day is counted as
    /// <see cref="RowsPerDay"/> rows.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to 0, below, or no finite number.</exception>
    public double FalseAlarmsPerDay
    {
        get;
        init => field = double.IsFinite(value) && value > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(FalseAlarmsPerDay), value, $"Received {value} false alarms a day; expected a number above 0.");
    } = 1.0 / 7;

    /// <summary>Rows a day when rows have no times, at least 1; 1,440 (one a minute) by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int RowsPerDay
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(RowsPerDay));
    } = 1440;

    /// <summary>
    /// Rows that must be quiet before the next alarm, at least 0: an event then raises one alarm and not one a row. Null takes 50 for a
    /// predictor and 0, every strange row, for an encoder–decoder.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0.</exception>
    public int? QuietRows
    {
        get;
        init => field = value is null or >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(QuietRows), value, $"Received {value} quiet rows; expected at least 0.");
    }

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
    } = 6;

    /// <summary>Highest learning rate, above 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to 0, below, or no finite number.</exception>
    public double LearningRate
    {
        get;
        init => field = (double)OptionGuard.Between(value, double.Epsilon, double.MaxValue, nameof(LearningRate))!;
    } = 0.005;
}
