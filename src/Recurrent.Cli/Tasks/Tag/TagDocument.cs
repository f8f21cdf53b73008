using Recurrent.Cli.Reports;

namespace Recurrent.Cli.Tasks.Tag;

/// <summary><c>metrics.json</c>, and what <c>--json</c> prints after a training run.</summary>
internal sealed class TagDocument : RunDocument
{
    private TagDocument(TagOutcome outcome)
        : base(TagTask.TaskName, outcome.Request, outcome.Request.Options.Seed, outcome.Training.Run, outcome.Training.Settings)
    {
    }

    /// <summary>Entity F1 on the validation sentences, 0 to 1; null when there are none.</summary>
    public double? ValidationF1 { get; private init; }

    public TagScoresDocument? Test { get; private init; }

    public static TagDocument Of(TagOutcome outcome) => new(outcome)
    {
        ValidationF1 = double.IsNaN(outcome.Training.ValidationF1) ? null : outcome.Training.ValidationF1,
        Test = outcome.Test is { } test ? TagScoresDocument.Of(test) : null,
    };
}
