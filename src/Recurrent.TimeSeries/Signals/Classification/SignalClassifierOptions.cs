using Recurrent.TimeSeries.Signals.Features;
using Recurrent.TimeSeries.Signals.Reading;
using Recurrent.Training;

namespace Recurrent.TimeSeries.Signals.Classification;

/// <summary>What to read and how to train; whatever stays open is chosen from the training signals.</summary>
/// <remarks>What was chosen, and why, comes back in <see cref="SignalTraining.Settings"/>.</remarks>
public sealed record SignalClassifierOptions : TrainingRunOptions
{
    /// <summary>These options with a transformer as body and the sizes that suit it: layers of 64, learning rate 0.001.</summary>
    /// <returns>Options with <see cref="Cell"/> <c>transformer</c>.</returns>
    public SignalClassifierOptions WithTransformer() => this with { Cell = "transformer", Hidden = 64, LearningRate = 0.001 };

    /// <summary>What the network reads; null takes <see cref="FeatureKind.LogMel"/> for sound of 4,000 samples a second or more, else <see cref="FeatureKind.Raw"/>.</summary>
    public FeatureKind? Features { get; init; }

    /// <summary>Bands of sound, 1 to 512; null takes 40.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public int? Bands
    {
        get;
        init => field = value is null ? null : (int)OptionGuard.Between(value, 1, 512, nameof(Bands))!;
    }

    /// <summary>Whether the slope of every feature stands beside it; null adds slopes where a row has at most 64 features.</summary>
    public bool? Slopes { get; init; }

    /// <summary>Whether every signal's own mean is taken off; null does so for sound, whose level and microphone then do not matter.</summary>
    public bool? Centre { get; init; }

    /// <summary>Name of the recurrent layer; <c>gru</c> by default, <c>lstm</c> or <c>rnn</c> among the others.</summary>
    public string Cell { get; init; } = "gru";

    /// <summary>Width of the hidden state of one direction, at least 1; 64 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int Hidden
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Hidden));
    } = 64;

    /// <summary>Recurrent layers on top of each other, at least 1; 2 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int Layers
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Layers));
    } = 2;

    /// <summary>Whether the encoder also reads backwards; true by default.</summary>
    public bool Bidirectional { get; init; } = true;

    /// <summary>Networks whose probabilities are averaged, 1 to 32; null takes 5, or 3 when a pass over the data is long.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public int? Members
    {
        get;
        init => field = value is null ? null : (int)OptionGuard.Between(value, 1, 32, nameof(Members))!;
    }

    /// <summary>Share of values dropped between layers and before the readout, 0 to 0.9; 0.3 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public double Dropout
    {
        get;
        init => field = (double)OptionGuard.Between(value, 0, 0.9, nameof(Dropout))!;
    } = 0.3;

    /// <summary>Share of the target that is spread over all classes, 0 to 0.5; 0.1 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public double LabelSmoothing
    {
        get;
        init => field = (double)OptionGuard.Between(value, 0, 0.5, nameof(LabelSmoothing))!;
    } = 0.1;

    /// <summary>How training signals are changed at random; null takes what is usual for the features.</summary>
    public SignalAugmentation? Augmentation { get; init; }

    /// <summary>Signals of an update, at least 1; 32 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int BatchSize
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(BatchSize));
    } = 32;

    /// <summary>Passes over the signals at most, at least 1; null takes what makes about 1,500 updates, 30 to 100 passes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int? Epochs
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Epochs));
    }

    /// <summary>Passes without a better validation loss after which training stops, at least 1; 15 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int Patience
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Patience));
    } = 15;

    /// <summary>Highest learning rate, above 0; 0.004 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to 0, below, or no finite number.</exception>
    public double LearningRate
    {
        get;
        init => field = (double)OptionGuard.Between(value, double.Epsilon, double.MaxValue, nameof(LearningRate))!;
    } = 0.004;

    /// <summary>Which columns of the training file were what; kept with the model, so that other files are read the same way. Null for the usual names.</summary>
    public SignalReaderOptions? Reading { get; init; }
}
