using Recurrent.Cli.Reports;

namespace Recurrent.Cli.Tasks.Generate;

/// <summary><c>metrics.json</c>, and what <c>--json</c> prints after a training run.</summary>
internal sealed class GenerateDocument : RunDocument
{
    private GenerateDocument(GenerateOutcome outcome)
        : base(GenerateTask.TaskName, outcome.Request, outcome.Request.Options.Seed, outcome.Training.Run, outcome.Training.Settings)
    {
    }

    /// <summary>Perplexity on the text that told when to stop; null when there was none.</summary>
    public double? ValidationPerplexity { get; private init; }

    public GenerateScoresDocument? Test { get; private init; }

    public static GenerateDocument Of(GenerateOutcome outcome) => new(outcome)
    {
        ValidationPerplexity = double.IsNaN(outcome.Training.Run.BestLoss) ? null : Math.Exp(outcome.Training.Run.BestLoss),
        Test = outcome.Test is { } test ? GenerateScoresDocument.Of(test) : null,
    };
}
