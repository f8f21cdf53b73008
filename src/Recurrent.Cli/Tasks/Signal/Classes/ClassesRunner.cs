using Recurrent.Cli.Presentation;
using Recurrent.Cli.Reports;
using Recurrent.Cli.Runs;
using Recurrent.Tensors.Storage;
using Recurrent.TimeSeries.Signals.Classification;

namespace Recurrent.Cli.Tasks.Signal.Classes;

/// <summary>Trains a classifier and writes everything that belongs to the run but the report.</summary>
internal static class ClassesRunner
{
    /// <exception cref="OperationCanceledException">The run was interrupted; the message says how to go on.</exception>
    public static ClassesOutcome Run(ClassesRequest request, Notes notes, CancellationToken cancellation)
    {
        var losses = request.Resume ? LossHistory.FromLog(request.Folder.Log) : new LossHistory();
        using var files = new RunFiles(request, notes.Terminal.Time);
        var training = Train(request, notes, files, losses, cancellation);
        var test = request.Test.Count == 0 ? null : SignalEvaluator.Evaluate(training.Model, request.Test);
        training = training with { Model = training.Model.WithMetrics(MetricsOf(training, test)) };
        request.Folder.Open(resume: true);
        training.Model.Save(request.Folder.Model);
        var outcome = new ClassesOutcome(request, training, test, losses);
        JsonFile.Write(request.Folder.Metrics, ClassesDocument.Of(outcome), ClassesJsonContext.Default.ClassesDocument);
        return outcome;
    }

    private static SignalTraining Train(ClassesRequest request, Notes notes, RunFiles files, LossHistory losses, CancellationToken cancellation) =>
        TrainingRun.Of(request, notes, files, (options, progress) => SignalClassifier.Train(request.Training, options, [files, losses, progress], cancellation), cancellation);

    private static Dictionary<string, double> MetricsOf(SignalTraining training, SignalEvaluation? test)
    {
        var metrics = new Dictionary<string, double> { ["validation_accuracy"] = training.ValidationAccuracy };
        if (test is null) return metrics;
        metrics["test_signals"] = test.Signals;
        foreach (var scores in test.Baselines.Prepend(test.Model))
        {
            var ending = scores == test.Model ? "" : "_" + scores.Method;
            metrics["test_accuracy" + ending] = scores.Accuracy;
            metrics["test_macro_f1" + ending] = scores.MacroF1;
        }
        return metrics;
    }
}
