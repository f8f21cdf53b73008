using Recurrent.Text.Tokenization;

namespace Recurrent.Text.LanguageModels;

/// <summary>Turns running text into tokens: words lose their line ends, so those become tokens of their own.</summary>
/// <param name="tokenizer">Cuts text into tokens.</param>
/// <param name="level">What a token is.</param>
internal sealed class CorpusEncoder(Tokenizer tokenizer, TextLevel level)
{
    /// <summary>The token before the first of a text, which at the level of words is also the end of a line.</summary>
    public int Boundary { get; } = tokenizer.Vocabulary.Find(SpecialTokens.End);

    /// <summary>Whether a token ends a line.</summary>
    public bool IsLineEnd(int number) => level == TextLevel.Word && number == Boundary;

    public int[] Encode(string text)
    {
        var numbers = new List<int>();
        if (level != TextLevel.Word)
        {
            tokenizer.Encode(text, numbers);
            return [.. numbers];
        }
        var isFirst = true;
        foreach (var line in text.Split('\n'))
        {
            if (!isFirst) numbers.Add(Boundary);
            isFirst = false;
            tokenizer.Encode(line, numbers);
        }
        return [.. numbers];
    }
}
