using Recurrent.TimeSeries.Metrics;

namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>Collects scores and flags of one method over the rows of tables that have a value.</summary>
internal sealed class ScoreCollector(string method)
{
    private readonly List<double> _scores = [];
    private readonly List<bool> _labels = [];
    private PointScores _plain;
    private PointScores _adjusted;
    private double _usualDays;
    private int _falseRuns;
    private int _events;
    private int _foundEvents;

    public long Rows => _labels.Count;

    public long LabelledRows => _labels.Count(static label => label);

    public void Add(DetectionTable table, double[] scores, bool[] flags, double stepDays)
    {
        int[] judged = [.. Enumerable.Range(0, table.Rows).Where(table.HasValue)];
        if (judged.Length == 0) return;
        bool[] labels = [.. judged.Select(row => table.HasLabels && table.Labels[row])];
        (scores, flags) = ([.. judged.Select(row => scores[row])], [.. judged.Select(row => flags[row])]);
        _scores.AddRange(scores);
        _labels.AddRange(labels);
        _plain += PointScores.Of(flags, labels);
        _adjusted += PointScores.Of(PointScores.Adjust(flags, labels), labels);
        _usualDays += labels.Count(static label => !label) * stepDays;
        for (var row = 0; row < flags.Length; row++)
            if (flags[row] && !labels[row] && (row == 0 || !flags[row - 1] || labels[row - 1])) _falseRuns++;
        CountEvents(flags, labels);
    }

    public DetectionScores Scores() => new(
        method, _plain,
        PrecisionRecall.Area([.. _scores], [.. _labels]),
        _usualDays > 0 ? _falseRuns / _usualDays : 0,
        _events == 0 ? double.NaN : (double)_foundEvents / _events,
        _adjusted.F1);

    private void CountEvents(bool[] flags, bool[] labels)
    {
        for (var start = 0; start < labels.Length; start++)
        {
            if (!labels[start]) continue;
            var end = start;
            while (end < labels.Length && labels[end]) end++;
            _events++;
            if (flags.AsSpan(start, end - start).Contains(true)) _foundEvents++;
            start = end;
        }
    }
}
