using Recurrent.Training;

namespace Recurrent.Text.Tagging;

/// <summary>Sizes and training of a <see cref="SequenceTagger"/>.</summary>
/// <remarks>
/// Defaults of the common settings: one LSTM of 160 in each direction, word vectors of 100, dropout 0.6, batches of 16 sentences, at most 15
/// passes, patience 5, learning rate 0.002.
/// </remarks>
public sealed record TaggerOptions : TextModelOptions
{
    /// <summary>Options with the defaults of tagging.</summary>
    public TaggerOptions()
    {
        Hidden = 160;
        Layers = 1;
        Embedding = 100;
        Dropout = 0.6;
        BatchSize = 16;
        Epochs = 15;
        Patience = 5;
        LearningRate = 0.002;
    }

    /// <summary>These options with a transformer as body and the sizes that suit it: two layers of 128, dropout 0.3, learning rate 0.001.</summary>
    /// <returns>Options with <see cref="TextModelOptions.Cell"/> <c>transformer</c>.</returns>
    public TaggerOptions WithTransformer() => this with { Cell = TransformerName, Hidden = 128, Layers = 2, Dropout = 0.3, LearningRate = 0.001 };

    /// <summary>How the characters of a word become a vector; <see cref="CharacterEncoding.Convolution"/> by default.</summary>
    public CharacterEncoding Characters { get; init; } = CharacterEncoding.Convolution;

    /// <summary>Width of that vector, at least 2; 60 by default. A recurrent encoder gives half to each direction.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 2.</exception>
    public int CharacterFeatures
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 2);
            field = value;
        }
    } = 60;

    /// <summary>The scheme in which the network tags; answers are written in that of the training sentences. <see cref="TagScheme.Iobes"/> by default.</summary>
    public TagScheme InnerScheme { get; init; } = TagScheme.Iobes;

    /// <summary>
    /// α, at least 0: in training a word that comes n times is hidden with probability α/(α + n), so that the network learns what to do with
    /// words it has not seen; 0.5 by default, which hides a third of the words that come once.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0 or to no finite number.</exception>
    /// <remarks>Iyyer et al., ACL 2015; Kiperwasser and Goldberg, TACL 2016.</remarks>
    public double WordHiding
    {
        get;
        init => field = (double)OptionGuard.Between(value, 0, double.MaxValue, nameof(WordHiding))!;
    } = 0.5;

    /// <summary>Most words of the vocabulary, the most frequent ones, at least 1; 100,000 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int MaximumWords
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(MaximumWords));
    } = 100_000;

    /// <summary>
    /// File of word vectors learnt elsewhere (GloVe or word2vec text format) to begin with; their width replaces <see cref="TextModelOptions.Embedding"/>,
    /// and their first words join the vocabulary up to <see cref="MaximumWords"/>. Null, the default, learns from nothing.
    /// </summary>
    public string? Vectors { get; init; }

    /// <summary>Share of the sentences that is held back to choose the best weights when no validation sentences are given, above 0 to 0.5; 0.1 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public double ValidationShare
    {
        get;
        init => field = value is > 0 and <= 0.5
            ? value
            : throw new ArgumentOutOfRangeException(nameof(ValidationShare), value, "Expected a share above 0 and up to 0.5.");
    } = 0.1;
}
