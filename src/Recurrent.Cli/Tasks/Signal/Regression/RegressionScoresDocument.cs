using Recurrent.TimeSeries.Signals.Regression.Scoring;

namespace Recurrent.Cli.Tasks.Signal.Regression;

/// <summary>The scores of a regressor beside the simple methods.</summary>
internal sealed record RegressionScoresDocument : RegressionMethodDocument
{
    public string Task { get; init; } = SignalTask.TaskName;

    public required long Steps { get; init; }

    public required int WarmUp { get; init; }

    public required IReadOnlyDictionary<string, RegressionMethodDocument> Baselines { get; init; }

    public static RegressionScoresDocument Of(RegressionEvaluation evaluation) => new()
    {
        Steps = evaluation.Steps,
        WarmUp = evaluation.WarmUp,
        Rmse = evaluation.Model.Rmse,
        Nrmse = evaluation.Model.Nrmse,
        Fit = evaluation.Model.Fit,
        RmseByOutput = RegressionMethodDocument.Of(evaluation.Model).RmseByOutput,
        Baselines = evaluation.Baselines.ToDictionary(static one => one.Method, RegressionMethodDocument.Of),
    };
}
