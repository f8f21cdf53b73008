using Recurrent.Training.Data;

namespace Recurrent.Text.Answering;

/// <summary>Scores answerers beside simple methods on the same questions.</summary>
public static class StoryEvaluator
{
    /// <summary>Scores an answerer.</summary>
    /// <param name="answerer">The answerer.</param>
    /// <param name="questions">Questions with their answers; answers that were never learnt count as wrong.</param>
    /// <param name="threads">Threads, at least 0; 0 takes one per core. Results do not depend on it.</param>
    /// <returns>The share of right answers of every method, over all questions and for every file.</returns>
    /// <exception cref="DataFormatException">A question has no answer.</exception>
    /// <exception cref="ArgumentException">There is no question.</exception>
    public static StoryEvaluation Evaluate(StoryAnswerer answerer, IReadOnlyList<StoryQuestion> questions, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(answerer);
        ArgumentNullException.ThrowIfNull(questions);
        if (questions.Count == 0) throw new ArgumentException("Received no question to score.", nameof(questions));
        foreach (var question in questions) StorySplit.Check(question);
        var said = answerer.Answer(questions, threads);
        var simple = answerer.State.Simple;
        return new StoryEvaluation
        {
            Model = Score("model", questions, index => said[index].Answer),
            Baselines =
            [
                Score("majority", questions, _ => simple.Majority),
                Score("most_frequent_given_question", questions, index => simple.Say(questions[index].Question)),
            ],
            Questions = questions,
            Answers = said,
        };
    }

    /// <summary>Whether an answer is that of the question.</summary>
    internal static bool IsRight(StoryQuestion question, string said) => StoryTokens.Answer(question.Answer!) == said;

    private static StoryScores Score(string method, IReadOnlyList<StoryQuestion> questions, Func<int, string> say)
    {
        double[] right = [.. questions.Select((question, index) => IsRight(question, say(index)) ? 1.0 : 0.0)];
        var files = questions.Index().GroupBy(static one => Path.GetFileName(one.Item.File)).ToDictionary(static one => one.Key, one => one.Average(pair => right[pair.Index]));
        return new StoryScores(method, right.Average(), files);
    }
}
