using System.Text;
using Microsoft.ML.Tokenizers;
using Recurrent.Text.Normalization;

namespace Recurrent.Text.Tokenization.Imported;

/// <summary>Reads the <c>vocab.txt</c> of BERT and its relatives.</summary>
internal static class WordPieceFile
{
    private const string Unknown = "[UNK]";
    private const string Inside = "##";

    /// <summary>Pieces that the library wants to be there; they stand for no text.</summary>
    private static readonly string[] Special = ["[PAD]", Unknown, "[CLS]", "[SEP]", "[MASK]"];

    /// <exception cref="TokenizerFormatException">The file is damaged.</exception>
    public static ImportedTokens Read(string path, byte[] content)
    {
        var names = Pieces(path, content);
        foreach (var special in Special)
            if (!names.Contains(special)) throw new TokenizerFormatException($"{path}: found {names.Count} lines and no {special}; expected a tokenizer.json, a .model of SentencePiece, a .tiktoken file, or a vocab.txt of BERT with {string.Join(", ", Special)}.");
        var isUncased = IsUncased(names);
        var library = BertTokenizer.Create(new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', names))), new BertOptions
        {
            LowerCaseBeforeTokenization = isUncased,
            RemoveNonSpacingMarks = isUncased,
            SplitOnSpecialTokens = false,
        });
        return new ImportedTokens(
            ImportedFormat.WordPiece,
            // The library leaves the work to ICU, without which no accent comes off.
            text => library.EncodeToIds(isUncased ? CanonicalComposition.Decompose(text) : text, addSpecialTokens: false, considerPreTokenization: true, considerNormalization: true),
            names,
            [.. names.Select(static name => Encoding.UTF8.GetBytes(TextOf(name)))],
            names.IndexOf(Unknown));
    }

    /// <summary>The file does not say whether text loses its capitals first; where no piece has one, it does, and its accents with them.</summary>
    private static bool IsUncased(List<string> names) => !names.Exists(static name => !IsSpecial(name) && name.Any(char.IsUpper));

    private static string TextOf(string name)
    {
        if (IsSpecial(name)) return "";
        return name.StartsWith(Inside, StringComparison.Ordinal) && name.Length > Inside.Length ? name[Inside.Length..] : " " + name;
    }

    /// <summary>Also <c>[unused17]</c> and the like.</summary>
    private static bool IsSpecial(string name) => name.Length > 2 && name[0] == '[' && name[^1] == ']';

    private static List<string> Pieces(string path, byte[] content)
    {
        var names = new List<string>();
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        var lines = Utf8(path, content).Split('\n');
        for (var row = 0; row < lines.Length; row++)
        {
            var name = lines[row].TrimEnd('\r');
            if (name.Length == 0 && row == lines.Length - 1) break;
            if (name.Length == 0) throw new TokenizerFormatException($"{path}, line {row + 1}: found an empty line; expected a piece of a word on every line. Copy the file again.");
            if (!known.TryAdd(name, row)) throw new TokenizerFormatException($"{path}, line {row + 1}: found '{name}', which is on line {known[name] + 1} too; expected every piece once. Copy the file again.");
            names.Add(name);
        }
        return names;
    }

    private static string Utf8(string path, byte[] content)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(content);
        }
        catch (DecoderFallbackException damage)
        {
            throw new TokenizerFormatException($"{path}: found bytes that are no UTF-8 ({damage.Message}); expected a tokenizer.json, a .model of SentencePiece, a .tiktoken file or a vocab.txt. Copy the file again.", damage);
        }
    }
}
