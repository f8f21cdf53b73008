using System.Text;
using Recurrent.Text.Normalization;

namespace Recurrent.Text.Answering;

/// <summary>Cuts sentences into words: runs of letters, digits and what joins them, in small letters; punctuation is left out.</summary>
internal static class StoryTokens
{
    public static IReadOnlyList<string> Of(string sentence)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in TextNormalization.Default.Apply(sentence).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || (word.Length > 0 && rune.Value is '\'' or '-' or '_') || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark)
            {
                word.Append(Rune.ToLowerInvariant(rune).ToString());
                continue;
            }
            End();
        }
        End();
        return words;

        void End()
        {
            var text = word.ToString().TrimEnd('\'', '-', '_');
            if (text.Length > 0) words.Add(text);
            word.Clear();
        }
    }

    /// <summary>An answer as answers are compared: without blanks around it and in small letters.</summary>
    public static string Answer(string answer) => string.Join(',', answer.Split(',').Select(static one => one.Trim().ToLowerInvariant()));
}
