using Recurrent.Text.Answering;

namespace Recurrent.Cli.Tasks.Answer;

/// <summary>The scores of an answerer beside the simple methods; what <c>evaluate --json</c> prints.</summary>
internal sealed record AnswerScoresDocument
{
    public string Task { get; init; } = AnswerTask.TaskName;

    public required int Questions { get; init; }

    /// <summary>Share of the questions answered right, 0 to 1.</summary>
    public required double Accuracy { get; init; }

    public required AnswerMethodDocument Model { get; init; }

    public required IReadOnlyDictionary<string, AnswerMethodDocument> Baselines { get; init; }

    public static AnswerScoresDocument Of(StoryEvaluation evaluation) => new()
    {
        Questions = evaluation.Questions.Count,
        Accuracy = evaluation.Model.Accuracy,
        Model = AnswerMethodDocument.Of(evaluation.Model),
        Baselines = evaluation.Baselines.ToDictionary(static one => one.Method, AnswerMethodDocument.Of),
    };
}
