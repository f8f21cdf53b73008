using Recurrent.Text.Tokenization;
using Recurrent.Training;

namespace Recurrent.Text.LanguageModels;

/// <summary>What to read, how large a network and how to train it.</summary>
/// <remarks>Defaults: two LSTM layers of 256, vectors of 128, dropout 0.2, 32 streams, at most 40 passes, learning rate 0.003.</remarks>
public sealed record LanguageModelOptions : TextModelOptions
{
    /// <summary>Options with the defaults of language models.</summary>
    public LanguageModelOptions() =>
        (Hidden, Layers, Embedding, Dropout, BatchSize, Epochs, Patience, LearningRate) = (256, 2, 128, 0.2, 32, 40, 4, 0.003);

    /// <summary>These options with a transformer as body and the sizes that suit it: four layers of 256, vectors of 256, dropout 0.1, learning rate 0.002.</summary>
    /// <returns>Options with <see cref="TextModelOptions.Cell"/> <c>transformer</c>.</returns>
    public LanguageModelOptions WithTransformer() => this with
    {
        Cell = TransformerName,
        Hidden = 256,
        Layers = 4,
        Embedding = 256,
        Dropout = 0.1,
        LearningRate = 0.002,
        VariationalDropout = false,
    };

    /// <summary>What a token is; characters by default.</summary>
    public TextLevel Level { get; init; }

    /// <summary>
    /// Cuts the text into tokens; null learns a tokenizer from the text. With one, <see cref="Level"/>, <see cref="VocabularySize"/>, <see cref="MinimumCount"/> and <see cref="Words"/> are not used.
    /// </summary>
    /// <remarks>The model has a copy of it with <see cref="SpecialTokens.End"/>, before which a text begins, and <see cref="SpecialTokens.Unknown"/> behind its tokens where it lacks them.</remarks>
    public Tokenizer? Tokenizer { get; init; }

    /// <summary>Most tokens of the vocabulary, at least 300; null takes 10,000 words or 4,000 byte pairs, and every character.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 300.</exception>
    public int? VocabularySize
    {
        get;
        init => field = value is null or >= 300 ? value : throw new ArgumentOutOfRangeException(nameof(VocabularySize), value, "Expected at least 300 tokens, or null.");
    }

    /// <summary>How often a word must come to be in the vocabulary, at least 1; 1 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int MinimumCount
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(MinimumCount));
    } = 1;

    /// <summary>Where words end; at white space only by default, for most corpora are cut into words already.</summary>
    public WordSplit Words { get; init; } = WordSplit.WhiteSpace;

    /// <summary>Whether the output layer uses the vectors of the tokens as its weights; true by default, saving V·E weights. Press and Wolf, 2017.</summary>
    public bool TieEmbeddings { get; init; } = true;

    /// <summary>Share of values dropped from the vectors of tokens, 0 to 0.9; null takes <see cref="TextModelOptions.Dropout"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public double? InputDropout
    {
        get;
        init => field = OptionGuard.Between(value, 0, 0.9, nameof(InputDropout));
    }

    /// <summary>Whether the same values are dropped at all steps of an update; true by default. Gal and Ghahramani, 2016.</summary>
    public bool VariationalDropout { get; init; } = true;

    /// <summary>Share of recurrent weights dropped, 0 to 0.9; 0 by default. Merity, Keskar and Socher, 2017.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public double WeightDropout
    {
        get;
        init => field = (double)OptionGuard.Between(value, 0, 0.9, nameof(WeightDropout))!;
    }

    /// <summary>Share of state values that stay as they were, 0 to 0.9; 0 by default. Several times slower. Krueger and others, 2016.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public double Zoneout
    {
        get;
        init => field = (double)OptionGuard.Between(value, 0, 0.9, nameof(Zoneout))!;
    }

    /// <summary>Whether rare tokens share narrower output layers, which is faster for vocabularies of many thousands; false by default. Grave and others, 2017.</summary>
    public bool AdaptiveSoftmax { get; init; }

    /// <summary>Steps that a gradient goes back and that lie between two updates, at least 2; null takes 128 characters, 64 byte pairs or 35 words.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 2.</exception>
    public int? Segment
    {
        get;
        init => field = value is null or >= 2 ? value : throw new ArgumentOutOfRangeException(nameof(Segment), value, "Expected at least 2 steps, or null.");
    }

    /// <summary>Steps that a step of a transformer sees, its own included, at least 2; null takes two segments. Recurrent layers do not use it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 2.</exception>
    public int? Window
    {
        get;
        init => field = value is null or >= 2 ? value : throw new ArgumentOutOfRangeException(nameof(Window), value, "Expected at least 2 steps, or null.");
    }

    /// <summary>Decoupled weight decay, 0 to 1; 0.01 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public double WeightDecay
    {
        get;
        init => field = (double)OptionGuard.Between(value, 0, 1, nameof(WeightDecay))!;
    } = 0.01;

    /// <summary>Tokens to read in training at most, at least 1; 30 million by default, so that a large text is not read as often as a small one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public long TokenBudget
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(TokenBudget), value, "Expected at least 1 token.");
    } = 30_000_000;

    /// <summary>Share of the text, at its end, that is not learnt from but tells when to stop, when no text is given for that; 0 to 0.5, 0.05 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public double ValidationShare
    {
        get;
        init => field = (double)OptionGuard.Between(value, 0, 0.5, nameof(ValidationShare))!;
    } = 0.05;
}
