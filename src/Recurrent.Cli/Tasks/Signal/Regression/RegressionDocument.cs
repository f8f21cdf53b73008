using Recurrent.Cli.Reports;

namespace Recurrent.Cli.Tasks.Signal.Regression;

/// <summary><c>metrics.json</c>, and what <c>--json</c> prints after a training run.</summary>
internal sealed class RegressionDocument : RunDocument
{
    private RegressionDocument(RegressionOutcome outcome)
        : base(SignalTask.TaskName, outcome.Request, outcome.Request.Options.Seed, outcome.Training.Run, outcome.Training.Settings)
    {
    }

    public required RegressionScoresDocument Test { get; init; }

    public static RegressionDocument Of(RegressionOutcome outcome) => new(outcome)
    {
        Test = RegressionScoresDocument.Of(outcome.Test),
    };
}
