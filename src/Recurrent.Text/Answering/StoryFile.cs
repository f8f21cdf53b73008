using Recurrent.Text.Corpora;
using Recurrent.Training.Data;

namespace Recurrent.Text.Answering;

/// <summary>
/// Files in the format of the bAbI tasks: <c>ID sentence</c> a line, or <c>ID question&lt;TAB&gt;answer&lt;TAB&gt;numbers of supporting lines</c>; an ID of 1
/// begins a new story.
/// </summary>
/// <remarks>Weston et al., "Towards AI-complete question answering: a set of prerequisite toy tasks", 2015. Supporting lines are read over: nothing is learnt from them.</remarks>
public static class StoryFile
{
    /// <summary>Reads questions with the stories before them.</summary>
    /// <param name="path">UTF-8 text, plain or gzip.</param>
    /// <param name="needsAnswers">Whether a question without an answer is refused; true by default.</param>
    /// <returns>One entry a question, in their order.</returns>
    /// <exception cref="DataFormatException">A line has no number or one out of order, a question has no answer, or there is no question; the message names file and line.</exception>
    public static IReadOnlyList<StoryQuestion> Read(string path, bool needsAnswers = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var parser = new StoryParser(path, needsAnswers);
        StoryQuestion[] questions = [.. TextFile.Lines(path).Select(parser.Next).OfType<StoryQuestion>()];
        return questions.Length > 0
            ? questions
            : throw new DataFormatException { File = path, Found = "no question", Expected = "questions with a tab behind them, and their answers behind the tab", Fix = "Write a question as 'ID question<TAB>answer'" };
    }
}
