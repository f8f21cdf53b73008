using Recurrent.Training;

namespace Recurrent.Text.Translation;

/// <summary>How a translator is built and trained. The defaults suit some ten thousand pairs of sentences on an ordinary CPU.</summary>
/// <remarks>
/// Defaults of what all text models have: <c>gru</c>, H 256, one encoder layer, E 256, dropout 0.4, 64 pairs an update, 12 epochs, patience 4,
/// learning rate 0.002. They are usual values for data of the size of Multi30k, where they were tried; they were not searched for.
/// </remarks>
public sealed record TranslatorOptions : TextModelOptions
{
    /// <summary>Options with the defaults.</summary>
    public TranslatorOptions()
    {
        Cell = "gru";
        Hidden = 256;
        Layers = 1;
        Embedding = 256;
        Dropout = 0.4;
        BatchSize = 64;
        Epochs = 12;
        Patience = 4;
        LearningRate = 0.002;
    }

    /// <summary>
    /// These options with a transformer as encoder and decoder and the sizes that suit it: three layers of 256 each, vectors of 256, dropout 0.2,
    /// learning rate 0.001. <see cref="Attention"/> does not apply to it, and <see cref="Coverage"/> and <see cref="InputFeeding"/> are refused.
    /// </summary>
    /// <returns>Options with <see cref="TextModelOptions.Cell"/> <c>transformer</c>.</returns>
    public TranslatorOptions WithTransformer() => this with
    {
        Cell = TransformerName,
        Hidden = 256,
        Layers = 3,
        DecoderLayers = 3,
        Embedding = 256,
        Dropout = 0.2,
        LearningRate = 0.001,
        VariationalDropout = false,
    };

    /// <summary>
    /// Recurrent layers of the decoder, at least 1; 2 by default. Attention asks with the first layer's outputs and the layers above read what it
    /// found, as in Wu and others, 2016, so that a decoder of two layers knows what it looked at before without input feeding.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int DecoderLayers
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(DecoderLayers));
    } = 2;

    /// <summary>How source positions are scored; <see cref="AttentionKind.General"/> by default.</summary>
    public AttentionKind Attention { get; init; } = AttentionKind.General;

    /// <summary>Whether attention knows how much every source token was looked at before; false by default. Makes training several times slower.</summary>
    public bool Coverage { get; init; }

    /// <summary>
    /// Whether a step reads the readout of the step before beside its token (Luong and others, 2015, section 3.3); false by default, because the
    /// decoder then cannot run over all steps at once and training is several times slower.
    /// </summary>
    public bool InputFeeding { get; init; }

    /// <summary>Byte pairs, the default, or words.</summary>
    public TranslationTokens Tokens { get; init; } = TranslationTokens.Bpe;

    /// <summary>Most tokens of a vocabulary, at least 300; 6,000 by default for both languages together.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 300.</exception>
    public int VocabularySize
    {
        get;
        init => field = value >= 300 ? value : throw new ArgumentOutOfRangeException(nameof(VocabularySize), value, $"Received VocabularySize = {value}; expected at least 300, which has room for all bytes.");
    } = 6000;

    /// <summary>How often a word has to come to be in a vocabulary of words, at least 1; 2 by default. Byte pairs do not use it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int MinimumCount
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(MinimumCount));
    } = 2;

    /// <summary>Whether both languages have one vocabulary, and with it one table of vectors; true by default. Set it to false for languages of different scripts.</summary>
    public bool JointVocabulary { get; init; } = true;

    /// <summary>Whether the output layer has the weights of the target's table of vectors (Press and Wolf, 2017); true by default.</summary>
    public bool TiedOutput { get; init; } = true;

    /// <summary>Whether dropout is one mask for all steps of a sentence (Gal and Ghahramani, 2016) instead of a new one for each; false by default.</summary>
    public bool VariationalDropout { get; init; }

    /// <summary>ε, the share of the target that is spread over all tokens, 0 to 0.5; 0.1 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public double LabelSmoothing
    {
        get;
        init => field = (double)OptionGuard.Between(value, 0, 0.5, nameof(LabelSmoothing))!;
    } = 0.1;

    /// <summary>
    /// Share of the decoder's inputs that are its own guesses at the end of training, 0 to 0.5, rising evenly from 0; 0 by default. The guesses
    /// come from a first pass with the right words (Bengio and others, 2015, in the two passes of Mihaylova and Martins, 2019).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public double ScheduledSampling
    {
        get;
        init => field = (double)OptionGuard.Between(value, 0, 0.5, nameof(ScheduledSampling))!;
    }

    /// <summary>Decay of the average of the weights that is kept instead of the last weights, 0 to 0.9999; 0 keeps the last; 0.998 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public double AverageDecay
    {
        get;
        init => field = (double)OptionGuard.Between(value, 0, 0.9999, nameof(AverageDecay))!;
    } = 0.998;

    /// <summary>Most tokens of a sentence to learn from, at least 2; longer pairs are left out; 100 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 2.</exception>
    public int LongestSentence
    {
        get;
        init => field = value >= 2 ? value : throw new ArgumentOutOfRangeException(nameof(LongestSentence), value, $"Received LongestSentence = {value}; expected at least 2.");
    } = 100;
}
