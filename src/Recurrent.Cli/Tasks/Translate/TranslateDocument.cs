using Recurrent.Cli.Reports;

namespace Recurrent.Cli.Tasks.Translate;

/// <summary><c>metrics.json</c>, and what <c>--json</c> prints after a training run.</summary>
internal sealed class TranslateDocument : RunDocument
{
    private TranslateDocument(TranslateOutcome outcome)
        : base(TranslateTask.TaskName, outcome.Request, outcome.Request.Options.Seed, outcome.Training.Run, outcome.Training.Settings)
    {
    }

    /// <summary>Of a target token; null when there were no validation pairs of an allowed length.</summary>
    public double? ValidationPerplexity { get; private init; }

    public TranslateScoresDocument? Test { get; private init; }

    public static TranslateDocument Of(TranslateOutcome outcome) => new(outcome)
    {
        ValidationPerplexity = double.IsNaN(outcome.Training.ValidationPerplexity) ? null : outcome.Training.ValidationPerplexity,
        Test = outcome.Test is { } test ? TranslateScoresDocument.Of(test, outcome.Request.Search) : null,
    };
}
