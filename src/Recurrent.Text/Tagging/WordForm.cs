using System.Text;

namespace Recurrent.Text.Tagging;

/// <summary>What is looked at in a token beside its characters.</summary>
internal static class WordForm
{
    private const int AffixLength = 3;

    /// <summary>Most characters of a token that are read; of longer ones both ends.</summary>
    public const int MostCharacters = 32;

    /// <summary>Small letters, every digit as 0: numbers that differ in value only are one word.</summary>
    public static string Normal(string token)
    {
        var lower = token.ToLowerInvariant();
        return string.Create(lower.Length, lower, static (result, source) =>
        {
            for (var index = 0; index < result.Length; index++) result[index] = char.IsDigit(source[index]) ? '0' : source[index];
        });
    }

    /// <summary>The kinds of its characters, runs of one kind as one: <c>Xx</c>, <c>X</c>, <c>x-x</c>, <c>d.d</c>.</summary>
    public static string Shape(string token)
    {
        var shape = new StringBuilder();
        foreach (var rune in token.EnumerateRunes())
        {
            var kind = Rune.IsUpper(rune) ? 'X' : Rune.IsLower(rune) ? 'x' : Rune.IsDigit(rune) ? 'd' : Rune.IsLetter(rune) ? 'c' : rune.Value < 128 ? (char)rune.Value : '#';
            if (shape.Length == 0 || shape[^1] != kind) shape.Append(kind);
        }

        // A single capital letter is more often an initial than a word in capitals.
        return shape is ['X'] && token.Length == 1 ? "1" : shape.ToString();
    }

    /// <summary>The first letters of a normal form; one that takes two units of UTF-16, such as an emoji, stays whole.</summary>
    public static string Prefix(string normal)
    {
        var end = 0;
        for (var letter = 0; letter < AffixLength && end < normal.Length; letter++) end += char.IsSurrogatePair(normal, end) ? 2 : 1;
        return normal[..end];
    }

    /// <summary>The last letters of a normal form.</summary>
    public static string Suffix(string normal)
    {
        var start = normal.Length;
        for (var letter = 0; letter < AffixLength && start > 0; letter++) start -= start > 1 && char.IsSurrogatePair(normal, start - 2) ? 2 : 1;
        return normal[start..];
    }

    /// <summary>The characters that are read.</summary>
    public static string[] Characters(string token)
    {
        string[] all = [.. token.EnumerateRunes().Select(static rune => rune.ToString())];
        return all.Length <= MostCharacters ? all : [.. all[..(MostCharacters / 2)], .. all[^(MostCharacters / 2)..]];
    }
}
