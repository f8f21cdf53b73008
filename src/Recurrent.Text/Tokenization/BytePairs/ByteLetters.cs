using System.Text;

namespace Recurrent.Text.Tokenization.BytePairs;

/// <summary>One printable character for each byte, so that any bytes can stand in a vocabulary of text.</summary>
/// <remarks>The mapping of GPT-2 (Radford et al., 2019): printable characters of Latin-1 stand for themselves, the others follow from U+0100 on.</remarks>
internal static class ByteLetters
{
    private static readonly char[] Letters = Map();
    private static readonly Dictionary<char, byte> Bytes = Letters.Select(static (letter, value) => (letter, value)).ToDictionary(static one => one.letter, static one => (byte)one.value);

    /// <summary>The character of a byte.</summary>
    public static char Of(byte value) => Letters[value];

    /// <summary>The characters of a text's UTF-8 bytes.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var value in bytes) text.Append(Letters[value]);
        return text.ToString();
    }

    /// <summary>The bytes a token stands for.</summary>
    /// <returns>False when a character stands for none.</returns>
    public static bool TryRead(string token, List<byte> bytes)
    {
        foreach (var letter in token)
        {
            if (!Bytes.TryGetValue(letter, out var value)) return false;
            bytes.Add(value);
        }
        return true;
    }

    private static char[] Map()
    {
        var letters = new char[256];
        var next = (char)256;
        for (var value = 0; value < letters.Length; value++)
            letters[value] = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF) ? (char)value : next++;
        return letters;
    }
}
