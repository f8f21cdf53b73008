using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Recurrent.Text.Metrics;

/// <summary>
/// Words by the rules of the Moses tokenizer for a language without rules of its own: every character but letters, digits, and <c>. , ' ` -</c>
/// stands alone; so does the apostrophe, a comma that is not between digits, and the full stop behind the last word of a text or behind a
/// word that no small letter follows.
/// </summary>
/// <remarks>
/// Quotation marks and dashes of typography become those of ASCII first, as Moses' normalisation does. There is no list of abbreviations: a full stop
/// stays with words that have another one inside (<c>z.B.</c>), and with words before a small letter.
/// </remarks>
internal static partial class MosesWords
{
    public static string[] Of(string text)
    {
        var apart = Others().Replace(Normalized(text), " $1 ");
        apart = CommaBehindOther().Replace(apart, "$1 , ");
        apart = CommaBeforeOther().Replace(apart, " , $1");
        apart = apart.Replace("'", " ' ", StringComparison.Ordinal);
        string[] words = apart.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var result = new List<string>(words.Length);
        for (var place = 0; place < words.Length; place++) Add(words[place], place + 1 < words.Length ? words[place + 1] : null, result);
        return [.. result];
    }

    private static void Add(string word, string? next, List<string> result)
    {
        if (!word.EndsWith('.') || word.Length == 1 || word.EndsWith("..", StringComparison.Ordinal))
        {
            AddDots(word, result);
            return;
        }
        var stem = word[..^1];
        var stays = next is not null && ((stem.Contains('.', StringComparison.Ordinal) && stem.Any(char.IsLetter)) || char.IsLower(next[0]));
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

    private static string Normalized(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            switch (letter)
            {
                case '„' or '“' or '”' or '«' or '»': result.Append('"'); break;
                case '‘' or '’' or '‚' or '´' or '`': result.Append('\''); break;
                case '–': result.Append('-'); break;
                case '—': result.Append(" - "); break;
                case '…': result.Append("..."); break;
                default:
                    if (!char.IsControl(letter) && CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.Format) result.Append(letter);
                    else result.Append(' ');
                    break;
            }
        }
        return result.ToString();
    }

    [GeneratedRegex(@"([^\p{L}\p{M}\p{N}\s.'`,\-])")]
    private static partial Regex Others();

    [GeneratedRegex(@"([^\p{N}]),")]
    private static partial Regex CommaBehindOther();

    [GeneratedRegex(@",([^\p{N}]|$)")]
    private static partial Regex CommaBeforeOther();
}
