using Recurrent.Layers.Memory;

namespace Recurrent.Text.Answering;

/// <summary>Stories as the networks read them: sentences are cut and numbered once.</summary>
internal sealed class StoryEncoder
{
    private readonly Dictionary<string, int> _words;
    private readonly Dictionary<string, int> _answers;
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);

    public StoryEncoder(StoryVocabulary vocabulary)
    {
        _words = vocabulary.Words.Index().Skip(1).ToDictionary(static one => one.Item, static one => one.Index, StringComparer.Ordinal);
        _answers = vocabulary.Answers.Index().ToDictionary(static one => one.Item, static one => one.Index, StringComparer.Ordinal);
    }

    private StoryEncoder(StoryEncoder other) => (_words, _answers) = (other._words, other._answers);

    /// <summary>All sentences encoded so far.</summary>
    public SentenceTable Table { get; } = new();

    /// <summary>An encoder of the same words that knows no sentence yet, for another thread.</summary>
    public StoryEncoder Fresh() => new(this);

    public TokenStory Encode(StoryQuestion question) => new(question.Story.Select(Sentence).ToArray(), Sentence(question.Question));

    /// <summary>The number of an answer; −1 for one that was never learnt.</summary>
    public int Answer(string answer) => _answers.GetValueOrDefault(StoryTokens.Answer(answer), -1);

    /// <summary>Tokens that stand for the answers. [C]</summary>
    public static int[] AnswerTokens(StoryVocabulary vocabulary) => [.. vocabulary.Answers.Select(answer => Array.IndexOf(vocabulary.Words, answer))];

    private int Sentence(string text)
    {
        if (_known.TryGetValue(text, out var number)) return number;
        number = Table.Add([.. StoryTokens.Of(text).Select(word => _words.GetValueOrDefault(word, StoryVocabulary.Unknown))]);
        _known.Add(text, number);
        return number;
    }
}
