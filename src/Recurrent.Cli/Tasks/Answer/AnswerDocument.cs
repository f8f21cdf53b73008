using Recurrent.Cli.Reports;
using Recurrent.Text.Answering;

namespace Recurrent.Cli.Tasks.Answer;

/// <summary><c>metrics.json</c>, and what <c>--json</c> prints after a training run.</summary>
internal sealed class AnswerDocument : RunDocument
{
    private AnswerDocument(AnswerOutcome outcome)
        : base(AnswerTask.TaskName, outcome.Request, outcome.Request.Options.Seed, outcome.Training.Run, outcome.Training.Settings)
    {
    }

    /// <summary>Share of the validation questions answered right, 0 to 1; null when there are none.</summary>
    public double? ValidationAccuracy { get; private init; }

    /// <summary>Every network that was trained.</summary>
    public required IReadOnlyList<StoryAttempt> Networks { get; init; }

    public AnswerScoresDocument? Test { get; private init; }

    public static AnswerDocument Of(AnswerOutcome outcome) => new(outcome)
    {
        ValidationAccuracy = double.IsNaN(outcome.Training.ValidationAccuracy) ? null : outcome.Training.ValidationAccuracy,
        Networks = outcome.Training.Attempts,
        Test = outcome.Test is { } test ? AnswerScoresDocument.Of(test) : null,
    };
}
