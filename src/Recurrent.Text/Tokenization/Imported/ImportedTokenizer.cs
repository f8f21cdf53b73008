using System.Runtime.InteropServices;
using System.Text;
using Recurrent.Text.Normalization;

namespace Recurrent.Text.Tokenization.Imported;

/// <summary>A tokenizer that was made by another library, read from its own file and run by Microsoft.ML.Tokenizers.</summary>
/// <remarks>
/// Token numbers are those of the other library. A token for the end of a text, <see cref="SpecialTokens.End"/>, follows the last of them where the file has none of that name.
/// Its own normalization is used, and no other. Text that looks like a special token is text.
/// </remarks>
public sealed class ImportedTokenizer : Tokenizer
{
    private readonly ImportedTokens _tokens;
    private readonly byte[] _content;

    private ImportedTokenizer(ImportedTokens tokens, byte[] content)
        : base(VocabularyOf(tokens.Names), TextNormalization.None, tokens.Unknown) => (_tokens, _content) = (tokens, content);

    /// <summary>Which kind of file it comes from.</summary>
    public ImportedFormat Format => _tokens.Format;

    internal override string FileName => Format switch
    {
        ImportedFormat.SentencePiece => "tokenizer.model",
        ImportedFormat.WordPiece => "vocab.txt",
        _ => "tokenizer.tiktoken",
    };

    /// <summary>The file as it was read.</summary>
    internal ReadOnlySpan<byte> Content => _content;

    /// <summary>Whether the first piece of a text has a blank before it that the text does not have.</summary>
    internal bool StartsWithBlank => Format != ImportedFormat.Tiktoken;

    internal static ImportedTokenizer Read(string path, byte[] content)
    {
        var tokens = FormatOf(content) switch
        {
            ImportedFormat.Tiktoken => TiktokenFile.Read(path, content),
            ImportedFormat.WordPiece => WordPieceFile.Read(path, content),
            _ => SentencePieceFile.Read(path, content),
        };
        return new ImportedTokenizer(tokens, content);
    }

    internal ReadOnlySpan<byte> BytesOf(int number) => number < _tokens.Bytes.Count ? _tokens.Bytes[number] : [];

    /// <inheritdoc/>
    /// <remarks>What normalization took away, such as a second blank or a capital, does not come back. Bytes that are no UTF-8 give U+FFFD.</remarks>
    public override string Decode(ReadOnlySpan<int> numbers)
    {
        var bytes = new List<byte>(numbers.Length * 4);
        foreach (var number in numbers)
        {
            _ = Vocabulary[number];
            bytes.AddRange(BytesOf(number));
        }
        var text = CollectionsMarshal.AsSpan(bytes);
        return Encoding.UTF8.GetString(StartsWithBlank && text is [(byte)' ', ..] ? text[1..] : text);
    }

    private protected override void EncodeNormalized(string text, List<int> destination) => destination.AddRange(_tokens.Encode(text));

    private static Vocabulary VocabularyOf(IReadOnlyList<string> names) => new(names.Contains(SpecialTokens.End) ? names : [.. names, SpecialTokens.End]);

    /// <summary>Of lines of printable text, base 64 with a number is tiktoken; everything that is no text is SentencePiece.</summary>
    private static ImportedFormat FormatOf(ReadOnlySpan<byte> content)
    {
        var head = content[..Math.Min(content.Length, 4096)];
        if (head.ContainsAnyInRange((byte)0, (byte)8)) return ImportedFormat.SentencePiece;
        var end = head.IndexOf((byte)'\n');
        return TiktokenFile.IsEntry(Encoding.UTF8.GetString(end < 0 ? head : head[..end])) ? ImportedFormat.Tiktoken : ImportedFormat.WordPiece;
    }
}
