using Recurrent.TimeSeries.AnomalyDetection;

namespace Recurrent.Cli.Tasks.Detect;

/// <summary>The scores of a detector beside the simple methods.</summary>
internal sealed record DetectScoresDocument : DetectMethodDocument
{
    public string Task { get; init; } = DetectTask.TaskName;

    public required long Rows { get; init; }

    /// <summary>Rows labelled as strange; null without labels.</summary>
    public required long? LabelledRows { get; init; }

    public required long Alarms { get; init; }

    public required IReadOnlyDictionary<string, DetectMethodDocument> Baselines { get; init; }

    public static DetectScoresDocument Of(DetectionEvaluation evaluation)
    {
        var scores = DetectMethodDocument.Of(evaluation.Model, evaluation.HasLabels);
        return new DetectScoresDocument
        {
            Rows = evaluation.Rows,
            LabelledRows = evaluation.HasLabels ? evaluation.LabelledRows : null,
            Alarms = evaluation.Alarms,
            F1 = scores.F1,
            Precision = scores.Precision,
            Recall = scores.Recall,
            Aupr = scores.Aupr,
            FalseAlarmRate = scores.FalseAlarmRate,
            MissedAlarmRate = scores.MissedAlarmRate,
            FalseAlarmsPerDay = scores.FalseAlarmsPerDay,
            EventRecall = scores.EventRecall,
            PointAdjustedF1 = scores.PointAdjustedF1,
            Baselines = evaluation.Baselines.ToDictionary(one => one.Method, one => DetectMethodDocument.Of(one, evaluation.HasLabels)),
        };
    }
}
