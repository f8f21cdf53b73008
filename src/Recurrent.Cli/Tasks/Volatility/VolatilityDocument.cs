using Recurrent.Cli.Reports;
using Recurrent.TimeSeries.Finance;

namespace Recurrent.Cli.Tasks.Volatility;

/// <summary><c>metrics.json</c>, and what <c>--json</c> prints after a training run.</summary>
internal sealed class VolatilityDocument : RunDocument
{
    private VolatilityDocument(VolatilityOutcome outcome)
        : base(VolatilityTask.TaskName, outcome.Request, outcome.Request.Options.Seed, outcome.Training.Run, outcome.Training.Settings)
    {
    }

    public VolatilityScoresDocument? Test { get; private init; }

    public required IReadOnlyList<FitRecord> Fits { get; init; }

    public static VolatilityDocument Of(VolatilityOutcome outcome) => new(outcome)
    {
        Test = outcome.Test is { } test ? VolatilityScoresDocument.Of(test) : null,
        Fits = outcome.Training.Fits,
    };
}
