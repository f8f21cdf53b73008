using Recurrent.Tensors.Random;
using Recurrent.Training.Data;

namespace Recurrent.Text.Answering;

/// <summary>Questions to learn from, and questions to choose networks by.</summary>
/// <param name="Training">Questions to learn from, in their order.</param>
/// <param name="Validation">Questions held back, in their order.</param>
internal sealed record StorySplit(IReadOnlyList<StoryQuestion> Training, IReadOnlyList<StoryQuestion> Validation)
{
    /// <summary>Checks the questions and, when no validation is given, holds whole stories back: the same share of every file, never the last of one.</summary>
    public static StorySplit Of(IReadOnlyList<StoryQuestion> questions, IReadOnlyList<StoryQuestion>? validation, StoryAnswererOptions options)
    {
        if (questions.Count == 0) throw new ArgumentException("Received no question; an answerer needs questions with their answers to learn from.", nameof(questions));
        foreach (var question in questions.Concat(validation ?? [])) Check(question);
        if (validation is not null) return new StorySplit(questions, validation);
        var held = new HashSet<(string, int)>();
        var random = new RandomSource(options.Seed).Stream("hold-back");
        foreach (var file in questions.GroupBy(static one => one.File, StringComparer.Ordinal))
        {
            var stories = file.GroupBy(static one => one.Number).ToDictionary(static one => one.Key, static one => one.Count());
            int[] order = [.. stories.Keys.Order()];
            random = random.Shuffle<int>(order);
            var room = options.ValidationShare * file.Count();
            foreach (var story in order.Take(order.Length - 1))
            {
                if (room <= 0.5) break;
                held.Add((file.Key, story));
                room -= stories[story];
            }
        }
        return new StorySplit([.. questions.Where(one => !held.Contains((one.File, one.Number)))], [.. questions.Where(one => held.Contains((one.File, one.Number)))]);
    }

    /// <summary>Refuses a question without an answer.</summary>
    public static void Check(StoryQuestion question)
    {
        if (string.IsNullOrWhiteSpace(question.Answer))
            throw new DataFormatException { File = question.File.Length > 0 ? question.File : "a question", Row = question.Row, Found = $"the question {DataFormatException.Quote(question.Question)} without an answer", Expected = "an answer", Fix = "Write the answer, or use predict to have it found" };
    }
}
