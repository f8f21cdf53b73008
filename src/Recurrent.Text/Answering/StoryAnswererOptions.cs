using Recurrent.Training;

namespace Recurrent.Text.Answering;

/// <summary>Sizes and training of a <see cref="StoryAnswerer"/>.</summary>
public sealed record StoryAnswererOptions : TrainingRunOptions
{
    /// <summary>Which networks are trained; <see cref="StoryReaderKind.Auto"/> by default.</summary>
    public StoryReaderKind Reader { get; init; } = StoryReaderKind.Auto;

    /// <summary>The layer of a <see cref="StoryReaderKind.Sequence"/>, <c>lstm</c>, <c>gru</c>, <c>transformer</c> or another; <c>gru</c> by default. Other kinds have none.</summary>
    public string Cell { get; init; } = "gru";

    /// <summary>
    /// How often each kind of network is trained from another start at most, at least 1; 3 by default. How good such networks become depends much on the
    /// start; once one makes no mistake on the questions held back, there are no further ones.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int Restarts
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Restarts));
    } = 3;

    /// <summary>How many of the trained networks are kept, those with the fewest mistakes on the questions held back, of equal ones those with the lowest loss, their probabilities averaged, at least 1; 1 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int Kept
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Kept));
    } = 1;

    /// <summary>E, the width of all vectors, at least 1; 50 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int Embedding
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Embedding));
    } = 50;

    /// <summary>K, how often the story is looked at, at least 1; null, the default, takes 3 for memory networks and 2 layers for the others that have any.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int? Hops
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Hops));
    }

    /// <summary>Share of the values of sentence vectors dropped in training, 0 to 0.9; null, the default, takes 0.2 for query reduction, 0.1 for layers over the sentences and 0 for the others.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public double? Dropout
    {
        get;
        init => field = OptionGuard.Between(value, 0, 0.9, nameof(Dropout));
    }

    /// <summary>Questions of an update, at least 1; 32 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int BatchSize
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(BatchSize));
    } = 32;

    /// <summary>Passes over the training questions, at least 1; 100 by default, as in the paper of memory networks.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int Epochs
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Epochs));
    } = 100;

    /// <summary>Passes without a better validation loss after which a training stops, at least 1; 30 by default: losses of stories stand still for long before they fall.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int Patience
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Patience));
    } = 30;

    /// <summary>Highest learning rate, above 0; null, the default, takes 0.01 for memory networks, 0.002 for layers over the sentences and 0.005 for the others.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to 0, below, or no finite number.</exception>
    public double? LearningRate
    {
        get;
        init => field = OptionGuard.Between(value, double.Epsilon, double.MaxValue, nameof(LearningRate));
    }

    /// <summary>Share of the passes in which memory networks learn without softmax, 0 to 0.9; 0.3 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public double LinearStart
    {
        get;
        init => field = (double)OptionGuard.Between(value, 0, 0.9, nameof(LinearStart))!;
    } = 0.3;

    /// <summary>Longer stories lose their oldest sentences, at least 1; 320 by default, which keeps every story of the bAbI tasks whole.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int MaximumSentences
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(MaximumSentences));
    } = 320;

    /// <summary>Share of the stories held back to choose networks by when no validation is given, above 0 to 0.5; 0.1 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public double ValidationShare
    {
        get;
        init => field = value is > 0 and <= 0.5 ? value : throw new ArgumentOutOfRangeException(nameof(ValidationShare), value, "Expected a share above 0 and up to 0.5.");
    } = 0.1;

    /// <summary>These options with a transformer over the sentences and the sizes that suit it: two layers of 64, learning rate 0.001.</summary>
    /// <returns>Options with <see cref="Reader"/> <see cref="StoryReaderKind.Sequence"/> and <see cref="Cell"/> <c>transformer</c>.</returns>
    public StoryAnswererOptions WithTransformer() => this with { Reader = StoryReaderKind.Sequence, Cell = "transformer", Embedding = 64, LearningRate = 0.001 };
}
