using System.Globalization;
using System.Text;
using Google.Protobuf;
using Microsoft.ML.Tokenizers;

namespace Recurrent.Text.Tokenization.Imported;

/// <summary>Reads the <c>.model</c> files of SentencePiece.</summary>
internal static class SentencePieceFile
{
    private const char Blank = '▁';
    private const int MostTokens = 1 << 22;

    /// <exception cref="TokenizerFormatException">The file is damaged.</exception>
    public static ImportedTokens Read(string path, byte[] content)
    {
        var library = Open(path, content);
        var pieces = library.Vocabulary;
        if (pieces.Count == 0 || pieces.Values.Max() >= MostTokens || pieces.Values.Min() < 0) throw Error(path, $"a vocabulary of {pieces.Count} pieces", $"1 to {MostTokens}");

        // Microsoft.ML.Tokenizers 2.0.1 leaves the bytes out of such a vocabulary and gives them numbers behind its end.
        if (library.ByteFallback && !pieces.ContainsKey("<0x00>")) throw Error(path, "unigrams with bytes for what is not known", "unigrams without them, or byte pairs");
        if (library.TreatWhitespaceAsSuffix) throw Error(path, "blanks behind their words", "blanks before them");
        var names = new string[pieces.Values.Max() + 1];
        foreach (var (name, number) in pieces) names[number] = name;
        for (var number = 0; number < names.Length; number++) names[number] ??= $"<unused {number}>";
        var silent = new HashSet<int> { library.UnknownId, library.BeginningOfSentenceId, library.EndOfSentenceId };
        return new ImportedTokens(
            ImportedFormat.SentencePiece,
            text => Encode(library, text),
            names,
            [.. names.Select((name, number) => silent.Contains(number) ? [] : BytesOf(name, library.ByteFallback))],
            library.UnknownId);
    }

    /// <summary>The library throws many types for a damaged file, none of them documented.</summary>
    private static SentencePieceTokenizer Open(string path, byte[] content)
    {
        try
        {
            return SentencePieceTokenizer.Create(new MemoryStream(content), addBeginningOfSentence: false, addEndOfSentence: false);
        }
        catch (Exception damage) when (damage is InvalidProtocolBufferException or NullReferenceException or ArgumentException or InvalidOperationException
            or NotSupportedException or IndexOutOfRangeException or OverflowException or KeyNotFoundException or IOException or FormatException)
        {
            throw new TokenizerFormatException($"{path}: found bytes that are no model of SentencePiece ({damage.Message}); expected a tokenizer.json, a .model of SentencePiece, a .tiktoken file or a vocab.txt. Copy the file again.", damage);
        }
    }

    private static IReadOnlyList<int> Encode(SentencePieceTokenizer library, string text)
    {
        var numbers = library.EncodeToIds(text, addBeginningOfSentence: false, addEndOfSentence: false, considerPreTokenization: true, considerNormalization: true);
        return numbers.Count > 0 || string.IsNullOrWhiteSpace(text) ? numbers : Single(library, text);
    }

    /// <summary>
    /// The normalizer of Microsoft.ML.Tokenizers 2.0.1 loses texts of one character, so it gets one more, which is taken away again.
    /// What is left is a piece with the blank before it, or both by themselves.
    /// </summary>
    private static List<int> Single(SentencePieceTokenizer library, string text)
    {
        const string more = "a";
        var normal = library.Normalizer?.Normalize(text.Trim() + more)[..^more.Length] ?? text;
        if (library.Vocabulary.TryGetValue(normal, out var whole)) return [whole];
        var numbers = new List<int>();
        foreach (var rune in normal.EnumerateRunes())
        {
            if (library.Vocabulary.TryGetValue(rune.ToString(), out var number)) numbers.Add(number);
            else if (library.ByteFallback) numbers.AddRange(Encoding.UTF8.GetBytes(rune.ToString()).Select(value => library.Vocabulary[$"<0x{value:X2}>"]));
            else numbers.Add(library.UnknownId);
        }
        return numbers;
    }

    private static byte[] BytesOf(string name, bool hasBytes)
    {
        if (hasBytes && name.Length == 6 && name.StartsWith("<0x", StringComparison.Ordinal) && name[^1] == '>'
            && byte.TryParse(name.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)) return [value];
        return Encoding.UTF8.GetBytes(name.Replace(Blank, ' '));
    }

    private static TokenizerFormatException Error(string path, string found, string expected) =>
        new($"{path}: found {found}; expected {expected}. Use another tokenizer, or let one be learnt from the text.");
}
