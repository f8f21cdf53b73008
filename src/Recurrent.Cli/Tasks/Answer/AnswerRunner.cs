using Recurrent.Cli.Presentation;
using Recurrent.Cli.Reports;
using Recurrent.Cli.Runs;
using Recurrent.Tensors.Storage;
using Recurrent.Text.Answering;

namespace Recurrent.Cli.Tasks.Answer;

/// <summary>Trains an answerer and writes everything that belongs to the run but the report.</summary>
internal static class AnswerRunner
{
    /// <exception cref="OperationCanceledException">The run was interrupted; the message says how to go on.</exception>
    public static AnswerOutcome Run(AnswerRequest request, Notes notes, CancellationToken cancellation)
    {
        var losses = request.Resume ? LossHistory.FromLog(request.Folder.Log) : new LossHistory();
        using var files = new RunFiles(request, notes.Terminal.Time);
        var training = TrainingRun.Of(
            request, notes, files, (options, progress) => StoryAnswerer.Train(request.Training, request.Validation, Beginning(options, files), [files, losses, progress], cancellation), cancellation);
        request.Folder.Open(resume: true);
        // Before it is scored: whatever happens there, the training is kept.
        training.Model.Save(request.Folder.Model);
        var test = request.Test.Count == 0 ? null : StoryEvaluator.Evaluate(training.Model, request.Test, request.Options.Threads);
        training = training with { Model = training.Model.WithMetrics(MetricsOf(training, test)) };
        training.Model.Save(request.Folder.Model);
        var outcome = new AnswerOutcome(request, training, test, losses);
        JsonFile.Write(request.Folder.Metrics, AnswerDocument.Of(outcome), AnswerJsonContext.Default.AnswerDocument);
        return outcome;
    }

    /// <summary>Options that make the files once the settings are known, before the first of the networks begins.</summary>
    private static StoryAnswererOptions Beginning(StoryAnswererOptions options, RunFiles files) => options with
    {
        SettingsChosen = settings =>
        {
            files.Begin();
            options.SettingsChosen?.Invoke(settings);
        },
    };

    private static Dictionary<string, double> MetricsOf(StoryTraining training, StoryEvaluation? test)
    {
        var metrics = new Dictionary<string, double>();
        if (!double.IsNaN(training.ValidationAccuracy)) metrics["validation_accuracy"] = training.ValidationAccuracy;
        if (test is null) return metrics;
        metrics["test_questions"] = test.Questions.Count;
        foreach (var scores in test.Baselines.Prepend(test.Model)) metrics["test_accuracy" + (scores == test.Model ? "" : "_" + scores.Method)] = scores.Accuracy;
        return metrics;
    }
}
