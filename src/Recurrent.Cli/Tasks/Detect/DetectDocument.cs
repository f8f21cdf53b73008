using Recurrent.Cli.Reports;

namespace Recurrent.Cli.Tasks.Detect;

/// <summary><c>metrics.json</c>, and what <c>--json</c> prints after a training run.</summary>
internal sealed class DetectDocument : RunDocument
{
    private DetectDocument(DetectOutcome outcome)
        : base(DetectTask.TaskName, outcome.Request, outcome.Request.Options.Seed, outcome.Training.Run, outcome.Training.Settings)
    {
    }

    /// <summary>False alarms a day that the threshold stands for.</summary>
    public double StatedFalseAlarmsPerDay { get; private init; }

    public DetectScoresDocument? Test { get; private init; }

    public static DetectDocument Of(DetectOutcome outcome) => new(outcome)
    {
        StatedFalseAlarmsPerDay = outcome.Training.Model.FalseAlarmsPerDay,
        Test = outcome.Test is { } test ? DetectScoresDocument.Of(test) : null,
    };
}
