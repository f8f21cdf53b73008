using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.ML.Tokenizers;
using Recurrent.Text.Tokenization.BytePairs;

namespace Recurrent.Text.Tokenization.Imported;

/// <summary>Reads <c>.tiktoken</c> files: a line a token, its bytes in base 64, a blank, its rank.</summary>
internal static class TiktokenFile
{
    private const int MostTokens = 1 << 22;
    private const string Fix = "Use a file of r50k_base, cl100k_base or o200k_base, or one of tokens learnt by the same rules.";

    /// <summary>Files do not say where a text is cut before byte pairs are joined; these are the rules of the encodings in use, by how many tokens they have.</summary>
    private const string CutsOf50k = @"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";
    private const string CutsOf100k = @"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";
    private const string CutsOf200k =
        @"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    /// <exception cref="TokenizerFormatException">The file is damaged.</exception>
    public static ImportedTokens Read(string path, byte[] content)
    {
        var bytes = Tokens(path, Encoding.UTF8.GetString(content));
        for (var value = 0; value < 256; value++)
            if (!bytes.Exists(one => one.Length == 1 && one[0] == value)) throw new TokenizerFormatException($"{path}: found no token for the byte {value}; expected one for every byte. {Fix}");
        var library = TiktokenTokenizer.Create(new MemoryStream(content), new RegexPreTokenizer(new Regex(CutsOf(bytes.Count), RegexOptions.CultureInvariant), null), null, null);
        return new ImportedTokens(ImportedFormat.Tiktoken, text => library.EncodeToIds(text), [.. bytes.Select(static (one, number) => one.Length == 0 ? $"<unused {number}>" : ByteLetters.Of(one))], bytes, Unknown: null);
    }

    /// <summary>Whether a line is one of such a file.</summary>
    public static bool IsEntry(string line) =>
        line.TrimEnd('\r').Split(' ') is [{ Length: > 0 } token, var rank]
        && Bytes(token) is { Length: > 0 } bytes && Convert.ToBase64String(bytes) == token
        && int.TryParse(rank, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static string CutsOf(int tokens) => tokens switch { > 150_000 => CutsOf200k, > 75_000 => CutsOf100k, _ => CutsOf50k };

    private static List<byte[]> Tokens(string path, string text)
    {
        var (bytes, lines, known) = (new List<byte[]>(), text.Split('\n'), new HashSet<string>(StringComparer.Ordinal));
        for (var row = 0; row < lines.Length; row++)
        {
            if (lines[row].Length == 0 && row == lines.Length - 1) break;
            if (!IsEntry(lines[row])) throw new TokenizerFormatException($"{path}, line {row + 1}: found '{Shown(lines[row])}'; expected a token in base 64, a blank and its rank. Copy the file again.");
            var entry = lines[row].TrimEnd('\r').Split(' ');
            var rank = int.Parse(entry[1], CultureInfo.InvariantCulture);
            if (rank < bytes.Count || rank >= MostTokens)
                throw new TokenizerFormatException($"{path}, line {row + 1}: found the rank {rank}; expected {bytes.Count} or more, for ranks ascend, and below {MostTokens}. Copy the file again.");
            while (bytes.Count < rank) bytes.Add([]);
            if (!known.Add(entry[0])) throw new TokenizerFormatException($"{path}, line {row + 1}: found the token '{Shown(entry[0])}' again; expected every token once. Copy the file again.");
            bytes.Add(Convert.FromBase64String(entry[0]));
        }
        return bytes;
    }

    private static byte[] Bytes(string token)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length) ? bytes[..length] : [];
    }

    private static string Shown(string line) => line.Length <= 40 ? line : line[..40] + "…";
}
