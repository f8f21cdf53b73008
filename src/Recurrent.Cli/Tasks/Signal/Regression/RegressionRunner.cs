using Recurrent.Cli.Presentation;
using Recurrent.Cli.Reports;
using Recurrent.Cli.Runs;
using Recurrent.Tensors.Storage;
using Recurrent.TimeSeries.Signals.Regression.Model;

namespace Recurrent.Cli.Tasks.Signal.Regression;

/// <summary>Trains a regressor and writes everything that belongs to the run but the report.</summary>
internal static class RegressionRunner
{
    /// <exception cref="OperationCanceledException">The run was interrupted.</exception>
    public static RegressionOutcome Run(RegressionRequest request, Notes notes, CancellationToken cancellation)
    {
        var losses = new LossHistory();
        using var files = new RunFiles(request, notes.Terminal.Time);
        var training = Train(request, notes, files, losses, cancellation);
        var test = training.Model.Evaluate(request.Test, request.WarmUp);
        var metrics = new Dictionary<string, double> { ["validation_nrmse"] = Math.Sqrt(training.Run.BestLoss), ["test_steps"] = test.Steps };
        foreach (var one in test.Baselines.Prepend(test.Model))
        {
            var ending = one == test.Model ? "" : "_" + one.Method;
            (metrics["test_rmse" + ending], metrics["test_fit" + ending]) = (one.Rmse, one.Fit);
        }
        foreach (var undefined in metrics.Where(static pair => !double.IsFinite(pair.Value)).ToArray()) metrics.Remove(undefined.Key);
        training = training with { Model = training.Model.WithMetrics(metrics) };
        request.Folder.Open(resume: true);
        training.Model.Save(request.Folder.Model);
        var outcome = new RegressionOutcome(request, training, test, losses);
        JsonFile.Write(request.Folder.Metrics, RegressionDocument.Of(outcome), RegressionJsonContext.Default.RegressionDocument);
        return outcome;
    }

    private static RegressorTraining Train(RegressionRequest request, Notes notes, RunFiles files, LossHistory losses, CancellationToken cancellation) =>
        TrainingRun.Of(request, notes, files, (progress, settingsKnown) => SignalRegressor.Train(
            request.Training,
            request.Options with { SettingsChosen = settingsKnown },
            [files, losses, progress],
            cancellation), cancellation);
}
