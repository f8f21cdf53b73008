using System.Text.Json.Serialization;
using Recurrent.TimeSeries.AnomalyDetection;

namespace Recurrent.Cli.Tasks.Detect;

/// <summary>The scores of one method; null where a number does not exist, as without labels.</summary>
internal record DetectMethodDocument
{
    [JsonPropertyName("f1")]
    public double? F1 { get; init; }

    public double? Precision { get; init; }

    public double? Recall { get; init; }

    public double? Aupr { get; init; }

    public double? FalseAlarmRate { get; init; }

    public double? MissedAlarmRate { get; init; }

    public double FalseAlarmsPerDay { get; init; }

    public double? EventRecall { get; init; }

    [JsonPropertyName("point_adjusted_f1")]
    public double? PointAdjustedF1 { get; init; }

    public static DetectMethodDocument Of(DetectionScores scores, bool hasLabels) => new()
    {
        F1 = Known(scores.Points.F1, hasLabels),
        Precision = Known(scores.Points.Precision, hasLabels),
        Recall = Known(scores.Points.Recall, hasLabels),
        Aupr = Known(scores.AreaUnderPrecisionRecall, hasLabels),
        FalseAlarmRate = Known(scores.Points.FalseAlarmRate, hasLabels),
        MissedAlarmRate = Known(scores.Points.MissedAlarmRate, hasLabels),
        FalseAlarmsPerDay = scores.FalseAlarmsPerDay,
        EventRecall = Known(scores.EventRecall, hasLabels),
        PointAdjustedF1 = Known(scores.PointAdjustedF1, hasLabels),
    };

    private static double? Known(double value, bool hasLabels) => hasLabels && double.IsFinite(value) ? value : null;
}
