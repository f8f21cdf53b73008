using Recurrent.Cli.Presentation;
using Recurrent.Cli.Reports;
using Recurrent.Cli.Runs;
using Recurrent.Tensors.Storage;
using Recurrent.Text.Translation;
using Recurrent.Text.Translation.Fitting;

namespace Recurrent.Cli.Tasks.Translate;

/// <summary>Trains a translator and writes everything that belongs to the run but the report.</summary>
internal static class TranslateRunner
{
    /// <exception cref="OperationCanceledException">The run was interrupted; the message says how to go on.</exception>
    public static TranslateOutcome Run(TranslateRequest request, Notes notes, CancellationToken cancellation)
    {
        var losses = request.Resume ? LossHistory.FromLog(request.Folder.Log) : new LossHistory();
        using var files = new RunFiles(request, notes.Terminal.Time);
        var training = Train(request, notes, files, losses, cancellation);

        // What was learnt is kept whatever happens to the scores.
        request.Folder.Open(resume: true);
        training.Model.Save(request.Folder.Model);
        var test = request.Test.Count == 0 ? null : TranslatorEvaluator.Evaluate(training.Model, request.Test, request.Search, request.TargetLanguage, cancellation);
        training = training with { Model = training.Model.WithMetrics(MetricsOf(training, test)) };
        training.Model.Save(request.Folder.Model);
        var outcome = new TranslateOutcome(request, training, test, losses);
        JsonFile.Write(request.Folder.Metrics, TranslateDocument.Of(outcome), TranslateJsonContext.Default.TranslateDocument);
        return outcome;
    }

    private static TranslatorTraining Train(TranslateRequest request, Notes notes, RunFiles files, LossHistory losses, CancellationToken cancellation) =>
        TrainingRun.Of(
            request,
            notes,
            files,
            (options, progress) =>
            {
                var trainer = new TranslatorTrainer(request.Training, request.Validation, options, cancellation);
                trainer.Check(request.Validation ?? [], request.ValidationName);
                trainer.Check(request.Test, request.TestName);
                return trainer.Run([files, losses, progress], cancellation);
            },
            cancellation);

    private static Dictionary<string, double> MetricsOf(TranslatorTraining training, TranslationEvaluation? test)
    {
        var metrics = new Dictionary<string, double>();
        if (!double.IsNaN(training.ValidationPerplexity)) metrics["validation_perplexity"] = training.ValidationPerplexity;
        if (test is null) return metrics;
        metrics["test_sentences"] = test.Sentences;
        foreach (var scores in test.Baselines.Prepend(test.Model))
        {
            var ending = scores == test.Model ? "" : "_" + scores.Method;
            metrics["test_bleu" + ending] = scores.Bleu.Score;
            metrics["test_bleu_lowercase" + ending] = scores.BleuLowercase.Score;
            metrics["test_chrf" + ending] = scores.Chrf.Score;
        }
        return metrics;
    }
}
