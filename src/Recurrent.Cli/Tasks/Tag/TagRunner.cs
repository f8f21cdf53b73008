using Recurrent.Cli.Presentation;
using Recurrent.Cli.Reports;
using Recurrent.Cli.Runs;
using Recurrent.Tensors.Storage;
using Recurrent.Text.Tagging;

namespace Recurrent.Cli.Tasks.Tag;

/// <summary>Trains a tagger and writes everything that belongs to the run but the report.</summary>
internal static class TagRunner
{
    /// <exception cref="OperationCanceledException">The run was interrupted; the message says how to go on.</exception>
    public static TagOutcome Run(TagRequest request, Notes notes, CancellationToken cancellation)
    {
        var losses = request.Resume ? LossHistory.FromLog(request.Folder.Log) : new LossHistory();
        using var files = new RunFiles(request, notes.Terminal.Time);
        var training = Train(request, notes, files, losses, cancellation);
        request.Folder.Open(resume: true);
        // Before it is scored: whatever happens there, hours of training are kept.
        training.Model.Save(request.Folder.Model);
        var test = request.Test.Count == 0 ? null : TaggerEvaluator.Evaluate(training.Model, request.Test, request.Options.Threads);
        training = training with { Model = training.Model.WithMetrics(MetricsOf(training, test)) };
        training.Model.Save(request.Folder.Model);
        var outcome = new TagOutcome(request, training, test, losses);
        JsonFile.Write(request.Folder.Metrics, TagDocument.Of(outcome), TagJsonContext.Default.TagDocument);
        return outcome;
    }

    private static TaggerTraining Train(TagRequest request, Notes notes, RunFiles files, LossHistory losses, CancellationToken cancellation) =>
        TrainingRun.Of(request, notes, files, (options, progress) => SequenceTagger.Train(request.Training, request.Validation, options, [files, losses, progress], cancellation), cancellation);

    private static Dictionary<string, double> MetricsOf(TaggerTraining training, TaggerEvaluation? test)
    {
        var metrics = new Dictionary<string, double>();
        if (!double.IsNaN(training.ValidationF1)) metrics["validation_f1"] = training.ValidationF1;
        if (test is null) return metrics;
        metrics["test_sentences"] = test.Sentences.Count;
        foreach (var scores in test.Baselines.Prepend(test.Model))
        {
            var ending = scores == test.Model ? "" : "_" + scores.Method;
            metrics["test_f1" + ending] = scores.Entities.F1;
            metrics["test_accuracy" + ending] = scores.Accuracy;
        }
        return metrics;
    }
}
