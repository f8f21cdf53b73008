using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.Tensors.Storage;
using Recurrent.TimeSeries.Finance;
using Recurrent.TimeSeries.Finance.Scoring;

namespace Recurrent.Cli.Tasks.Volatility;

/// <summary>Trains a volatility model and writes everything that belongs to the run but the report.</summary>
internal static class VolatilityRunner
{
    /// <exception cref="OperationCanceledException">The run was interrupted; the message says how to go on.</exception>
    public static VolatilityOutcome Run(VolatilityRequest request, Notes notes, CancellationToken cancellation)
    {
        using var files = new RunFiles(request, notes.Terminal.Time);
        var training = Train(request, notes, files, cancellation);
        var hasTest = training.Model.FirstLearntThrough < request.Prices[^1].Date;
        var test = hasTest ? VolatilityEvaluator.Evaluate(training.Model, request.Prices, request.CostPerTrade, cancellation) : null;
        if (test is not null) training = training with { Model = training.Model.WithMetrics(MetricsOf(test)) };
        request.Folder.Open(resume: true);
        training.Model.Save(request.Folder.Model);
        var outcome = new VolatilityOutcome(request, training, test);
        JsonFile.Write(request.Folder.Metrics, VolatilityDocument.Of(outcome), VolatilityJsonContext.Default.VolatilityDocument);
        return outcome;
    }

    private static VolatilityTraining Train(VolatilityRequest request, Notes notes, RunFiles files, CancellationToken cancellation) =>
        TrainingRun.Of(request, notes, files, (progress, settingsKnown) => VolatilityModel.Train(
            request.Prices,
            request.Options with { CheckpointFolder = request.Folder.Checkpoint, Resume = request.Resume, SettingsChosen = settingsKnown },
            [files, progress],
            cancellation), cancellation);

    private static Dictionary<string, double> MetricsOf(VolatilityEvaluation test)
    {
        var metrics = new Dictionary<string, double> { ["test_days"] = test.Days, ["test_qlike_ratio"] = test.Model.Ratio };
        foreach (var scores in test.Baselines.Prepend(test.Model))
        {
            var ending = scores == test.Model ? "" : "_" + scores.Method;
            metrics["test_qlike" + ending] = scores.Qlike;
            metrics["test_var_01_rate" + ending] = scores.One.Rate;
            metrics["test_var_05_rate" + ending] = scores.Five.Rate;
        }
        return metrics;
    }
}
