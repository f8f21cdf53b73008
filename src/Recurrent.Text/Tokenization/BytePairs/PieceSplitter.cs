using System.Globalization;
using System.Text;

namespace Recurrent.Text.Tokenization.BytePairs;

/// <summary>Cuts a text into the pieces within which bytes are merged; together they are the text.</summary>
/// <remarks>
/// The rule of GPT-2: English contractions; letters, digits or other characters, each with the space before them; white space, the last of which
/// belongs to what follows when it is a space. Its usual form is the expression
/// <c>'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+</c>; here characters beyond the first plane count as what they are.
/// </remarks>
internal static class PieceSplitter
{
    /// <summary>The length of the first piece of a text that is not empty.</summary>
    public static int Next(ReadOnlySpan<char> text)
    {
        if (Contraction(text) is var contraction and > 0) return contraction;
        var kind = KindOf(text, out var length);
        if (kind != PieceKind.Space) return Run(text, length, kind);
        if (text[0] == ' ' && text.Length > 1 && KindOf(text[1..], out var next) is var follower and not PieceKind.Space) return Run(text, 1 + next, follower);
        return WhiteSpace(text, length);
    }

    private static int Contraction(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || text[0] != '\'') return 0;
        if (text[1] is 's' or 't' or 'm' or 'd') return 2;
        return text.Length > 2 && text[1..3] is "re" or "ve" or "ll" ? 3 : 0;
    }

    private static int Run(ReadOnlySpan<char> text, int end, PieceKind kind)
    {
        while (end < text.Length && KindOf(text[end..], out var length) == kind) end += length;
        return end;
    }

    private static int WhiteSpace(ReadOnlySpan<char> text, int first)
    {
        var (end, last) = (first, 0);
        while (end < text.Length && KindOf(text[end..], out var length) == PieceKind.Space) (last, end) = (end, end + length);
        return end == text.Length || last == 0 ? end : last;
    }

    private static PieceKind KindOf(ReadOnlySpan<char> text, out int length)
    {
        Rune.DecodeFromUtf16(text, out var rune, out length);
        if (Rune.IsWhiteSpace(rune)) return PieceKind.Space;
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
                or UnicodeCategory.OtherLetter => PieceKind.Letter,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => PieceKind.Number,
            _ => PieceKind.Other,
        };
    }

    private enum PieceKind
    {
        Space,
        Letter,
        Number,
        Other,
    }
}
