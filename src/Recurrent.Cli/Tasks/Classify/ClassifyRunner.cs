using Recurrent.Cli.Presentation;
using Recurrent.Cli.Reports;
using Recurrent.Cli.Runs;
using Recurrent.Tensors.Storage;
using Recurrent.Text.Classification;

namespace Recurrent.Cli.Tasks.Classify;

/// <summary>Trains a classifier and writes everything that belongs to the run but the report.</summary>
internal static class ClassifyRunner
{
    /// <exception cref="OperationCanceledException">The run was interrupted; the message says how to go on.</exception>
    public static ClassifyOutcome Run(ClassifyRequest request, Notes notes, CancellationToken cancellation)
    {
        var losses = request.Resume ? LossHistory.FromLog(request.Folder.Log) : new LossHistory();
        using var files = new RunFiles(request, notes.Terminal.Time);
        var training = Train(request, notes, files, losses, cancellation);
        request.Folder.Open(resume: true);
        // Before it is scored: whatever happens there, hours of training are kept.
        training.Model.Save(request.Folder.Model);
        var test = request.Test.Count == 0 ? null : TextEvaluator.Evaluate(training.Model, request.Test, request.Options.Threads);
        training = training with { Model = training.Model.WithMetrics(MetricsOf(training, test)) };
        training.Model.Save(request.Folder.Model);
        var outcome = new ClassifyOutcome(request, training, test, losses);
        JsonFile.Write(request.Folder.Metrics, ClassifyDocument.Of(outcome), ClassifyJsonContext.Default.ClassifyDocument);
        return outcome;
    }

    private static TextTraining Train(ClassifyRequest request, Notes notes, RunFiles files, LossHistory losses, CancellationToken cancellation) =>
        TrainingRun.Of(request, notes, files, (options, progress) => TextClassifier.Train(request.Training, request.Validation, options, [files, losses, progress], cancellation), cancellation);

    private static Dictionary<string, double> MetricsOf(TextTraining training, TextEvaluation? test)
    {
        var metrics = new Dictionary<string, double>();
        if (!double.IsNaN(training.ValidationAccuracy)) metrics["validation_accuracy"] = training.ValidationAccuracy;
        if (test is null) return metrics;
        metrics["test_texts"] = test.Texts;
        metrics["test_nll"] = test.Calibration.NllAfter;
        metrics["test_ece"] = test.Calibration.EceAfter;
        foreach (var scores in test.Baselines.Prepend(test.Model))
        {
            var ending = scores == test.Model ? "" : "_" + scores.Method;
            metrics["test_accuracy" + ending] = scores.Accuracy;
            metrics["test_macro_f1" + ending] = scores.MacroF1;
            metrics["test_micro_f1" + ending] = scores.MicroF1;
        }
        return metrics;
    }
}
