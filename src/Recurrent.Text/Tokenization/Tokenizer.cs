using Recurrent.Text.Normalization;

namespace Recurrent.Text.Tokenization;

/// <summary>Turns text into token numbers and back. Immutable, for any number of threads.</summary>
public abstract class Tokenizer
{
    private protected Tokenizer(Vocabulary vocabulary, TextNormalization? normalization)
        : this(vocabulary, normalization, (vocabulary ?? throw new ArgumentNullException(nameof(vocabulary))).NumberOf(SpecialTokens.Unknown))
    {
    }

    private protected Tokenizer(Vocabulary vocabulary, TextNormalization? normalization, int? unknown) =>
        (Vocabulary, Normalization, UnknownNumber) = (vocabulary, normalization ?? TextNormalization.Default, unknown);

    /// <summary>The tokens.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>What is done to a text first.</summary>
    public TextNormalization Normalization { get; }

    /// <summary>The number of the token in place of text that is not known, <see cref="SpecialTokens.Unknown"/> where the tokenizer was made here; null when there is none.</summary>
    public int? UnknownNumber { get; }

    /// <summary>What its file is called in a model folder.</summary>
    internal virtual string FileName => "tokenizer.json";

    /// <summary>Cuts a text into tokens.</summary>
    /// <param name="text">Any text; special tokens are not looked for in it.</param>
    /// <returns>Token numbers. [T]</returns>
    /// <exception cref="InvalidOperationException">The text has something the vocabulary does not know, and there is no token for the unknown.</exception>
    public int[] Encode(string text)
    {
        var numbers = new List<int>();
        Encode(text, numbers);
        return [.. numbers];
    }

    /// <summary>Cuts a text into tokens behind those of others.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="destination">Token numbers are added to it.</param>
    /// <exception cref="InvalidOperationException">The text has something the vocabulary does not know, and there is no token for the unknown.</exception>
    public void Encode(string text, List<int> destination)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(destination);
        EncodeNormalized(Normalization.Apply(text), destination);
    }

    /// <summary>Puts tokens together; special tokens give no text.</summary>
    /// <param name="numbers">Token numbers. [T]</param>
    /// <returns>The text.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The vocabulary has no such number.</exception>
    public abstract string Decode(ReadOnlySpan<int> numbers);

    /// <summary>Writes the tokenizer in the format of <c>tokenizer.json</c> of the Hugging Face tokenizers library; an imported one in that of its own file.</summary>
    /// <param name="path">The file to make or replace.</param>
    public void Save(string path) => TokenizerFile.Write(path, this);

    /// <summary>
    /// Reads a <c>tokenizer.json</c> of one of the kinds this library writes, a <c>.model</c> of SentencePiece, a <c>vocab.txt</c> of BERT or a <c>.tiktoken</c> file,
    /// told apart by their content.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <returns>The tokenizer.</returns>
    /// <exception cref="TokenizerFormatException">The file is damaged, or of a kind that is not supported; the message names the field.</exception>
    public static Tokenizer Load(string path) => TokenizerFile.Read(path);

    private protected abstract void EncodeNormalized(string text, List<int> destination);

    private protected int NumberOf(ReadOnlySpan<char> token)
    {
        if (Vocabulary.TryFind(token, out var number)) return number;
        return UnknownNumber ?? throw new InvalidOperationException(
            $"The text has '{token}', which the vocabulary of {Vocabulary.Count} tokens does not know, and no {SpecialTokens.Unknown} stands in for it. Build the vocabulary with the special tokens.");
    }

    private protected bool IsSpecial(int number) => SpecialTokens.All.Contains(Vocabulary[number]);
}
