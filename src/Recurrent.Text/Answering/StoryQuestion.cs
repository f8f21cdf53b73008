namespace Recurrent.Text.Answering;

/// <summary>A question and the story told before it.</summary>
/// <param name="Story">The sentences told so far, the oldest first; may be none.</param>
/// <param name="Question">The question.</param>
/// <param name="Answer">The answer, with commas between several (<c>milk,football</c>); null when it is not known.</param>
public sealed record StoryQuestion(IReadOnlyList<string> Story, string Question, string? Answer = null)
{
    /// <summary>The file it was read from, for messages and for scores by file; empty when it comes from none.</summary>
    public string File { get; init; } = "";

    /// <summary>1-based line of the question; null when it comes from no file.</summary>
    public long? Row { get; init; }

    /// <summary>Number of the story within its file: questions of one story are never divided between training and validation.</summary>
    public int Number { get; init; }
}
