using Recurrent.Text.Classification.Reading;
using Recurrent.Training;

namespace Recurrent.Text.Classification;

/// <summary>What the network looks like and how it is trained; whatever stays open is chosen from the training texts.</summary>
/// <remarks>
/// Defaults: a bidirectional <c>gru</c> of 100 values a direction over vectors of 100, dropout 0.5, 32 texts an update, at most 15 epochs, the
/// end after 4 without improvement, learning rate 0.001. What was chosen, and why, comes back in <see cref="TextTraining.Settings"/>.
/// </remarks>
public sealed record TextClassifierOptions : TextModelOptions
{
    /// <summary>Makes options with the defaults of the task.</summary>
    public TextClassifierOptions()
    {
        Cell = "gru";
        Hidden = 100;
        Layers = 1;
        Embedding = 100;
        Dropout = 0.5;
        BatchSize = 32;
        Epochs = 15;
        Patience = 4;
        LearningRate = 0.001;
    }

    /// <summary>These options with a transformer as body and the sizes that suit it: two layers of 128 over vectors of 128, dropout 0.3, learning rate 0.0005.</summary>
    /// <returns>Options with <see cref="TextModelOptions.Cell"/> <c>transformer</c>.</returns>
    public TextClassifierOptions WithTransformer() => this with { Cell = TransformerName, Hidden = 128, Layers = 2, Embedding = 128, Dropout = 0.3, LearningRate = 0.0005 };

    /// <summary>What a text is cut into; words by default.</summary>
    public TextUnit Unit { get; init; } = TextUnit.Word;

    /// <summary>Where words end; null cuts at white space where punctuation stands apart, as in corpora cut into words, else also around punctuation.</summary>
    public Tokenization.WordSplit? Split { get; init; }

    /// <summary>Whether upper and lower case are the same; true by default.</summary>
    public bool Lowercase { get; init; } = true;

    /// <summary>How often a word or character has to come in the training texts to be known, at least 1; 2 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int MinimumCount
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(MinimumCount));
    } = 2;

    /// <summary>Most tokens known, at least 300; null takes 50,000 words or characters, or 4,000 byte pairs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 300.</exception>
    public int? VocabularySize
    {
        get;
        init => field = value is null or >= 300 ? value : throw new ArgumentOutOfRangeException(nameof(VocabularySize), value, $"Received VocabularySize = {value}; expected at least 300.");
    }

    /// <summary>Tokens of a text that are read, from its start, at least 1; 1,000 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int MaximumTokens
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(MaximumTokens));
    } = 1000;

    /// <summary>Whether the encoder also reads backwards; true by default.</summary>
    public bool Bidirectional { get; init; } = true;

    /// <summary>How the outputs at every token become one vector.</summary>
    public TextPooling Pooling { get; init; } = TextPooling.MaxMean;

    /// <summary>Networks whose probabilities are averaged, 1 to 32; 1 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public int Members
    {
        get;
        init => field = (int)OptionGuard.Between(value, 1, 32, nameof(Members))!;
    } = 1;

    /// <summary>Share of the tokens that are hidden from the network in training, 0 to 0.9; 0.1 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public double WordDropout
    {
        get;
        init => field = (double)OptionGuard.Between(value, 0, 0.9, nameof(WordDropout))!;
    } = 0.1;

    /// <summary>Share of the target that is spread over all classes, 0 to 0.5; 0 by default. With several labels at once, targets are moved that far towards a half.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public double LabelSmoothing
    {
        get;
        init => field = (double)OptionGuard.Between(value, 0, 0.5, nameof(LabelSmoothing))!;
    }

    /// <summary>How much the texts of a class count; all the same by default.</summary>
    public ClassWeighting ClassWeights { get; init; } = ClassWeighting.None;

    /// <summary>Whether a text may have several labels or none; null says so when a training text has several.</summary>
    public bool? MultiLabel { get; init; }

    /// <summary>
    /// Whether the network is also told how much oftener every token and pair of tokens comes in texts of a class than in others (naive Bayes
    /// log-count ratios); null does so for up to 20 classes.
    /// </summary>
    /// <remarks>A training text is left out of its own counts, so the network learns how far such counts can be trusted on new texts.</remarks>
    public bool? LogCountRatios { get; init; }

    /// <summary>File with vectors of words learnt elsewhere, in the text format of GloVe or word2vec; null for none. Their width becomes E.</summary>
    public string? Vectors { get; init; }

    /// <summary>Share of the training texts held back to choose the epoch and to calibrate by, when no validation texts are given, 0 to 0.5; 0.1 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public double ValidationShare
    {
        get;
        init => field = (double)OptionGuard.Between(value, 0, 0.5, nameof(ValidationShare))!;
    } = 0.1;

    /// <summary>Which columns of the training file were what; kept with the model, so that other files are read the same way. Null for the usual names.</summary>
    public TextReaderOptions? Reading { get; init; }
}
