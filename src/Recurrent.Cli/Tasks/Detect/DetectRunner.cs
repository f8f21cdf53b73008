using Recurrent.Cli.Presentation;
using Recurrent.Cli.Reports;
using Recurrent.Cli.Runs;
using Recurrent.Tensors.Storage;
using Recurrent.TimeSeries.AnomalyDetection;

namespace Recurrent.Cli.Tasks.Detect;

/// <summary>Trains a detector and writes everything that belongs to the run but the report.</summary>
internal static class DetectRunner
{
    /// <exception cref="OperationCanceledException">The run was interrupted; the message says how to go on.</exception>
    public static DetectOutcome Run(DetectRequest request, Notes notes, CancellationToken cancellation)
    {
        var losses = request.Resume ? LossHistory.FromLog(request.Folder.Log) : new LossHistory();
        using var files = new RunFiles(request, notes.Terminal.Time);
        var training = Train(request, notes, files, losses, cancellation);
        JudgedTable[] judged = [.. request.Test.Select(table => new JudgedTable(training.Model, table, training.Model.Detect(table)))];
        var test = judged.Length == 0 ? null : DetectorEvaluator.Evaluate(judged);
        if (test is not null) training = training with { Model = training.Model.WithMetrics(MetricsOf(test)) };
        request.Folder.Open(resume: true);
        training.Model.Save(request.Folder.Model);
        var outcome = new DetectOutcome(request, training, judged, test, losses);
        JsonFile.Write(request.Folder.Metrics, DetectDocument.Of(outcome), DetectJsonContext.Default.DetectDocument);
        return outcome;
    }

    private static DetectorTraining Train(DetectRequest request, Notes notes, RunFiles files, LossHistory losses, CancellationToken cancellation) =>
        TrainingRun.Of(request, notes, files, (options, progress) => Detector.Train(request.Training, options, [files, losses, progress], cancellation), cancellation);

    private static Dictionary<string, double> MetricsOf(DetectionEvaluation test)
    {
        var metrics = new Dictionary<string, double> { ["test_rows"] = test.Rows, ["test_alarms"] = test.Alarms };
        foreach (var scores in test.Baselines.Prepend(test.Model))
        {
            var ending = scores == test.Model ? "" : "_" + scores.Method;
            metrics["test_false_alarms_per_day" + ending] = scores.FalseAlarmsPerDay;
            if (!test.HasLabels) continue;
            metrics["test_f1" + ending] = scores.Points.F1;
            metrics["test_aupr" + ending] = scores.AreaUnderPrecisionRecall;
        }
        return metrics;
    }
}
