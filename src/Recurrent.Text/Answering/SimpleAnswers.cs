namespace Recurrent.Text.Answering;

/// <summary>What can be said without reading the story; stored beside the model.</summary>
internal sealed record SimpleAnswers
{
    /// <summary>The most frequent answer.</summary>
    public required string Majority { get; init; }

    /// <summary>The most frequent answer to questions of the same words, whatever their order.</summary>
    public required SortedDictionary<string, string> ByQuestion { get; init; }

    public static SimpleAnswers Of(IReadOnlyList<StoryQuestion> questions)
    {
        var byQuestion = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var same in questions.GroupBy(static one => Words(one.Question), StringComparer.Ordinal)) byQuestion.Add(same.Key, Most(same));
        return new SimpleAnswers { Majority = Most(questions), ByQuestion = byQuestion };
    }

    /// <summary>The answer by the words of the question alone; the most frequent of all where they were never seen.</summary>
    public string Say(string question) => ByQuestion.GetValueOrDefault(Words(question), Majority);

    private static string Words(string question) => string.Join(' ', StoryTokens.Of(question).Order(StringComparer.Ordinal));

    private static string Most(IEnumerable<StoryQuestion> questions) => questions
        .GroupBy(static one => StoryTokens.Answer(one.Answer!), StringComparer.Ordinal)
        .OrderByDescending(static one => one.Count()).ThenBy(static one => one.Key, StringComparer.Ordinal).First().Key;
}
