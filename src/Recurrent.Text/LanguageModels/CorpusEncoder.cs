using Recurrent.Text.Tokenization;

namespace Recurrent.Text.LanguageModels;

/// <summary>Turns running text into tokens: words and the pieces of most other libraries lose their line ends, so those become tokens of their own.</summary>
/// <param name="tokenizer">Cuts text into tokens.</param>
/// <param name="level">What a token is.</param>
internal sealed class CorpusEncoder(Tokenizer tokenizer, TextLevel level)
{
    /// <summary>The token before the first of a text, which is also the end of a line where lines are cut one by one.</summary>
    public int Boundary { get; } = tokenizer.Vocabulary.Find(SpecialTokens.End);

    /// <summary>Whether a token ends a line.</summary>
    public bool IsLineEnd(int number) => ReadsLines && number == Boundary;

    /// <summary>Whether each line is cut by itself.</summary>
    public bool ReadsLines => level is TextLevel.Word or TextLevel.Imported;

    public int[] Encode(string text)
    {
        var numbers = new List<int>();
        if (!ReadsLines)
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
