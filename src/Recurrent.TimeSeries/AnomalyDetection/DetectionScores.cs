using Recurrent.TimeSeries.Metrics;

namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>Scores of one method on labelled rows.</summary>
/// <param name="Method">Its name: <c>model</c>, <c>z_score</c>, <c>windowed_gaussian</c> or <c>random</c>.</param>
/// <param name="Points">Counts of rows, each by itself: precision, recall and plain F1.</param>
/// <param name="AreaUnderPrecisionRecall">Of the scores, without a threshold; NaN when no row is labelled.</param>
/// <param name="FalseAlarmsPerDay">Runs of flagged rows without label, for a day of rows without label.</param>
/// <param name="EventRecall">Share of the labelled runs with at least one flagged row; NaN when there are none.</param>
/// <param name="PointAdjustedF1">F1 after point adjustment, which random scorers reach too: only to be read beside theirs.</param>
public sealed record DetectionScores(
    string Method, PointScores Points, double AreaUnderPrecisionRecall, double FalseAlarmsPerDay, double EventRecall, double PointAdjustedF1);
