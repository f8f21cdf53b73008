namespace Recurrent.Text.Tagging;

/// <summary>Cuts running text into tokens the way corpora of news are cut: punctuation and English clitics apart, hyphens, numbers and abbreviations whole.</summary>
internal static class SentenceTokens
{
    private static readonly string[] Clitics = ["n't", "'s", "'re", "'ve", "'ll", "'d", "'m", "n’t", "’s", "’re", "’ve", "’ll", "’d", "’m"];

    /// <summary>The tokens of a sentence.</summary>
    public static List<string> Split(string text)
    {
        var tokens = new List<string>();
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) Split(word, tokens);
        return tokens;
    }

    private static void Split(string word, List<string> tokens)
    {
        var start = 0;
        for (; start < word.Length && IsApart(word[start]) && !IsHandle(word, start); start++) tokens.Add(word[start].ToString());
        var end = word.Length;
        while (end > start && IsApart(word[end - 1]) && !IsAbbreviation(word.AsSpan(start, end - start))) end--;
        if (end > start) AddCore(word[start..end], tokens);
        for (var place = end; place < word.Length; place++)
        {
            var next = place + 1;
            // An ellipsis is one token.
            while (next < word.Length && word[place] == '.' && word[next] == '.') next++;
            tokens.Add(word[place..next]);
            place = next - 1;
        }
    }

    private static void AddCore(string core, List<string> tokens)
    {
        var clitic = Clitics.FirstOrDefault(one => core.Length > one.Length && core.EndsWith(one, StringComparison.OrdinalIgnoreCase));
        if (clitic is null)
        {
            tokens.Add(core);
            return;
        }

        tokens.Add(core[..^clitic.Length]);
        tokens.Add(core[^clitic.Length..]);
    }

    private static bool IsApart(char letter) => char.IsPunctuation(letter) && letter is not ('-' or '_' or '%' or '/');

    /// <summary>The marks of names and topics stay with them: <c>@name</c>, <c>#topic</c>.</summary>
    private static bool IsHandle(string word, int start) => word[start] is '@' or '#' && start + 1 < word.Length && char.IsLetterOrDigit(word[start + 1]);

    /// <summary>Whether a dot at the end belongs to the word: an initial, or single letters with dots between them.</summary>
    private static bool IsAbbreviation(ReadOnlySpan<char> word)
    {
        if (word is [var only, '.']) return char.IsUpper(only);
        if (word.Length % 2 != 0) return false;
        for (var place = 0; place < word.Length; place += 2)
            if (!char.IsLetter(word[place]) || word[place + 1] != '.') return false;
        return true;
    }
}
