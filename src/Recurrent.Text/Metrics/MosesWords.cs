using System.Globalization;
using System.Text;

namespace Recurrent.Text.Metrics;

/// <summary>
/// Words by the rules of the Moses tokenizer: every character but letters, digits, and <c>. , ' ` -</c> stands alone; so does a comma that is
/// not between digits, and the full stop behind the last word of a text or behind a word that no small letter follows. The apostrophe stands
/// alone too, but where a language elides vowels, one between two letters stays with the word before it.
/// </summary>
/// <remarks>
/// Quotation marks and dashes of typography become those of ASCII first, as Moses' normalisation does. There is no list of abbreviations: a full stop
/// stays with words that have another one inside (<c>z.B.</c>), and with words before a small letter. A character is a Unicode scalar value.
/// </remarks>
internal static class MosesWords
{
    private static readonly Rune Blank = new(' ');
    private static readonly Rune Comma = new(',');
    private static readonly Rune Apostrophe = new('\'');

    /// <summary>Whether Moses has rules for a language where vowels are elided: French, Italian, Irish and Catalan.</summary>
    public static bool HasElision(string? language) => language is "fr" or "it" or "ga" or "ca";

    /// <summary>Cuts a text.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="hasElision">Whether <c>l'homme</c> is <c>l'</c> and <c>homme</c> instead of three words.</param>
    public static string[] Of(string text, bool hasElision = false)
    {
        var apart = new StringBuilder(2 * text.Length);
        Rune[] runes = [.. Normalized(text).ToString().EnumerateRunes()];
        for (var place = 0; place < runes.Length; place++)
        {
            var (before, behind) = (place == 0 ? Blank : runes[place - 1], place + 1 == runes.Length ? Blank : runes[place + 1]);
            var isElision = hasElision && runes[place] == Apostrophe && IsLetter(before) && IsLetter(behind);
            if (isElision) apart.Append("' ");
            else if (IsWithinWord(before, runes[place], behind)) apart.Append(runes[place]);
            else apart.Append(' ').Append(runes[place]).Append(' ');
        }
        string[] words = apart.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var result = new List<string>(words.Length);
        for (var place = 0; place < words.Length; place++) Add(words[place], place + 1 < words.Length ? words[place + 1] : null, result);
        return [.. result];
    }

    private static bool IsWithinWord(Rune before, Rune rune, Rune behind) => rune == Comma
        ? IsNumber(before) && IsNumber(behind)
        : IsLetter(rune) || IsNumber(rune) || Rune.IsWhiteSpace(rune) || rune.Value is '.' or '`' or '-';

    /// <summary>Letters and the marks on them.</summary>
    private static bool IsLetter(Rune rune) => Rune.IsLetter(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static bool IsNumber(Rune rune) => Rune.IsNumber(rune);

    private static void Add(string word, string? next, List<string> result)
    {
        if (!word.EndsWith('.') || word.Length == 1 || word.EndsWith("..", StringComparison.Ordinal))
        {
            AddDots(word, result);
            return;
        }
        var stem = word[..^1];
        var stays = next is not null && ((stem.Contains('.', StringComparison.Ordinal) && stem.EnumerateRunes().Any(Rune.IsLetter)) || Rune.IsLower(Rune.GetRuneAt(next, 0)));
        if (stays) result.Add(word);
        else result.AddRange([stem, "."]);
    }

    /// <summary>Several full stops in a row are one word, apart from what is before them.</summary>
    private static void AddDots(string word, List<string> result)
    {
        var stem = word.TrimEnd('.');
        if (stem.Length > 0) result.Add(stem);
        if (stem.Length < word.Length) result.Add(word[stem.Length..]);
    }

    private static StringBuilder Normalized(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '„' or '“' or '”' or '«' or '»': result.Append('"'); break;
                case '‘' or '’' or '‚' or '´' or '`': result.Append('\''); break;
                case '–': result.Append('-'); break;
                case '—': result.Append(" - "); break;
                case '…': result.Append("..."); break;
                default:
                    if (!Rune.IsControl(rune) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format) result.Append(rune);
                    else result.Append(' ');
                    break;
            }
        }
        return result;
    }
}
