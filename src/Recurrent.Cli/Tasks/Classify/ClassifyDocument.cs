using Recurrent.Cli.Reports;
using Recurrent.Text.Classification;

namespace Recurrent.Cli.Tasks.Classify;

/// <summary><c>metrics.json</c>, and what <c>--json</c> prints after a training run.</summary>
internal sealed class ClassifyDocument : RunDocument
{
    private ClassifyDocument(ClassifyOutcome outcome)
        : base(ClassifyTask.TaskName, outcome.Request, outcome.Request.Options.Seed, outcome.Training.Run, outcome.Training.Settings)
    {
    }

    /// <summary>Share of the texts held back that were told right; null when there are none.</summary>
    public double? ValidationAccuracy { get; private init; }

    /// <summary>What dividing by the temperature did on the texts held back; null when they are too few.</summary>
    public TextCalibration? Calibration { get; private init; }

    public ClassifyScoresDocument? Test { get; private init; }

    public static ClassifyDocument Of(ClassifyOutcome outcome) => new(outcome)
    {
        ValidationAccuracy = double.IsNaN(outcome.Training.ValidationAccuracy) ? null : outcome.Training.ValidationAccuracy,
        Calibration = outcome.Training.Calibration,
        Test = outcome.Test is { } test ? ClassifyScoresDocument.Of(test) : null,
    };
}
