using Recurrent.Training.Diagnosis;

namespace Recurrent.Cli.Reports;

/// <summary>The updates of a diagnosis.</summary>
internal sealed record DiagnosedUpdates
{
    public required int Count { get; init; }

    public required int Clipped { get; init; }

    public required int Skipped { get; init; }

    public required IReadOnlyList<DiagnosedUpdate> Exploding { get; init; }

    /// <summary>Gradient norms before clipping, update by update.</summary>
    public required IReadOnlyList<double> GradientNorms { get; init; }

    public required IReadOnlyList<double> Losses { get; init; }

    public static DiagnosedUpdates Of(UpdateLog log, double factor) => new()
    {
        Count = log.Updates.Count,
        Clipped = log.Updates.Count(static update => update.Outcome == UpdateOutcome.Clipped),
        Skipped = log.Updates.Count(static update => update.Outcome == UpdateOutcome.Skipped),
        Exploding = [.. log.Exploding(factor).Select(static one => new DiagnosedUpdate(one.Update.Step, one.Update.GradientNorm, one.Usual, one.Ratio, one.Update.Outcome))],
        GradientNorms = [.. log.Updates.Select(static update => update.GradientNorm)],
        Losses = [.. log.Updates.Select(static update => update.Loss)],
    };
}
