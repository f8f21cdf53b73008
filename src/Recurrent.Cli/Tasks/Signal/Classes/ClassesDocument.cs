using Recurrent.Cli.Reports;

namespace Recurrent.Cli.Tasks.Signal.Classes;

/// <summary><c>metrics.json</c>, and what <c>--json</c> prints after a training run.</summary>
internal sealed class ClassesDocument : RunDocument
{
    private ClassesDocument(ClassesOutcome outcome)
        : base(SignalTask.TaskName, outcome.Request, outcome.Request.Options.Seed, outcome.Training.Run, outcome.Training.Settings)
    {
    }

    /// <summary>Share of training signals told right by the network that had not learnt from them; null when there are none.</summary>
    public double? ValidationAccuracy { get; private init; }

    public ClassesScoresDocument? Test { get; private init; }

    public static ClassesDocument Of(ClassesOutcome outcome) => new(outcome)
    {
        ValidationAccuracy = double.IsNaN(outcome.Training.ValidationAccuracy) ? null : outcome.Training.ValidationAccuracy,
        Test = outcome.Test is { } test ? ClassesScoresDocument.Of(test) : null,
    };
}
