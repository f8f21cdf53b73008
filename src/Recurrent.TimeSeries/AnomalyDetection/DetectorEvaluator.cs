namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>Scores detectors on tables, each from a stream of its own; labels are used here and nowhere else.</summary>
public static class DetectorEvaluator
{
    /// <summary>Scores a detector beside simple methods.</summary>
    /// <param name="detector">The detector.</param>
    /// <param name="tables">What to judge; every table is a stream of its own.</param>
    /// <returns>Scores over all rows of all tables.</returns>
    /// <exception cref="ArgumentException">There is no table, or its channels are not the detector's.</exception>
    public static DetectionEvaluation Evaluate(Detector detector, IReadOnlyList<DetectionTable> tables)
    {
        ArgumentNullException.ThrowIfNull(detector);
        ArgumentNullException.ThrowIfNull(tables);
        return Evaluate([.. tables.Select(table => new JudgedTable(detector, table, detector.Detect(table)))]);
    }

    /// <summary>Scores several detectors, each on a table of its own, as one.</summary>
    /// <param name="judged">Tables and what their detector said; at least one.</param>
    /// <returns>Scores over all rows of all tables.</returns>
    /// <exception cref="ArgumentException">There is no table.</exception>
    public static DetectionEvaluation Evaluate(IReadOnlyList<JudgedTable> judged)
    {
        ArgumentNullException.ThrowIfNull(judged);
        if (judged.Count == 0) throw new ArgumentException("Received no table to score.", nameof(judged));
        var model = new ScoreCollector("model");
        ScoreCollector[] simple = [new("z_score"), new("windowed_gaussian"), new("random")];
        var flagged = judged.Sum(static one => one.Detections.Count(static detection => detection.IsAnomaly));
        var share = (double)flagged / Math.Max(1, judged.Sum(static one => (long)one.Detections.Count(static detection => detection.IsJudged)));
        for (var index = 0; index < judged.Count; index++)
        {
            var (detector, table, detections) = judged[index];
            var settings = detector.State.Settings;
            var limit = NormalTail.Quantile(Math.Exp(-settings.Threshold) / (2 * settings.Channels.Length));
            model.Add(table, [.. detections.Select(static one => one.Score)], [.. detections.Select(static one => one.IsAnomaly)], settings.StepDays);
            AddFlagged(simple[0], table, DetectionBaselines.ZScore(table, settings.Scales), limit, settings.StepDays);
            AddFlagged(simple[1], table, DetectionBaselines.WindowedGaussian(table, settings.Scales), limit, settings.StepDays);
            AddFlagged(simple[2], table, DetectionBaselines.Random(table.Rows, (ulong)index), 1 - share, settings.StepDays);
        }
        return new DetectionEvaluation(
            model.Rows, model.LabelledRows, judged.Any(static one => one.Table.HasLabels), flagged, model.Scores(), [.. simple.Select(static one => one.Scores())]);
    }

    private static void AddFlagged(ScoreCollector collector, DetectionTable table, double[] scores, double limit, double stepDays) =>
        collector.Add(table, scores, [.. scores.Select(score => score >= limit)], stepDays);
}
