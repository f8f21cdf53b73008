namespace Recurrent.Text.Answering;

/// <summary>The words and answers that an answerer knows; stored beside the model.</summary>
internal sealed record StoryVocabulary
{
    /// <summary>What stands behind the end of a sentence.</summary>
    public const int Padding = 0;

    /// <summary>Every word that is not in the list.</summary>
    public const int Unknown = 1;

    /// <summary>Words in alphabetical order behind two empty entries; answers that are no word stand at the end. [V]</summary>
    public required string[] Words { get; init; }

    /// <summary>The answers in alphabetical order. [C]</summary>
    public required string[] Answers { get; init; }

    public static StoryVocabulary Of(IReadOnlyList<StoryQuestion> questions)
    {
        string[] words = [.. questions.SelectMany(static one => one.Story.Append(one.Question)).Distinct(StringComparer.Ordinal).SelectMany(StoryTokens.Of).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string[] answers = [.. questions.Select(static one => StoryTokens.Answer(one.Answer!)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return new StoryVocabulary { Words = ["", "<unk>", .. words, .. answers.Except(words, StringComparer.Ordinal)], Answers = answers };
    }
}
