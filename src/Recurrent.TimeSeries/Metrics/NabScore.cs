using System.Runtime.InteropServices;

namespace Recurrent.TimeSeries.Metrics;

/// <summary>The score of the Numenta Anomaly Benchmark: early detection inside a window earns most, every false alarm costs.</summary>
/// <remarks>
/// With σ(x) = 2/(1 + e^{5x}) − 1, a flagged row i in the window [l, r] is worth tp·σ(x)/σ(−1), x = −(r − i + 1)/(r − l + 1); a flagged row
/// outside costs fp·σ(x), x = (i − r')/(r' − l'), with [l', r'] the last window before it, and fp when x &gt; 3 or there is none. A window counts
/// with its best row, or −fn when it has none. Rows of the probation do not count. The sum is scaled so that flagging nothing gives 0 and
/// flagging exactly the first row of each window gives 100. Lavin and Ahmad, Evaluating real-time anomaly detection algorithms, 2015.
/// </remarks>
public static class NabScore
{
    private const double ProbationShare = 0.15;
    private const int LongestProbation = 750;
    private const double FarAway = 3;

    /// <summary>Rows at the start of a file in which detectors learn and are not scored: 15 %, at most 750.</summary>
    /// <param name="rows">Rows of the file.</param>
    /// <returns>How many of them are not scored.</returns>
    public static int ProbationRows(int rows) => (int)Math.Min(Math.Floor(ProbationShare * rows), LongestProbation);

    /// <summary>The score of one threshold for all files.</summary>
    /// <param name="records">The files; at least one window among them.</param>
    /// <param name="profile">Weights.</param>
    /// <param name="threshold">Rows with at least this score are flagged.</param>
    /// <returns>0 for a detector that flags nothing, 100 for a perfect one; negative with many false alarms.</returns>
    /// <exception cref="ArgumentException">There is no window, or a window is not within its file.</exception>
    public static double Of(IReadOnlyList<NabRecord> records, NabProfile profile, double threshold)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var windows = CountWindows(records);
        var raw = 0.0;
        foreach (var record in records)
        {
            var best = new double[record.Windows.Count];
            Array.Fill(best, -profile.FalseNegative);
            foreach (var (score, value, window) in Rows(record, profile, 0))
            {
                if (!(score >= threshold)) continue;
                if (window < 0) raw += value;
                else best[window] = Math.Max(best[window], value);
            }
            foreach (var value in best) raw += value;
        }
        return Scaled(raw, windows, profile);
    }

    /// <summary>The best score that a threshold chosen with the labels can reach, as the benchmark's own table reports.</summary>
    /// <param name="records">The files; at least one window among them.</param>
    /// <param name="profile">Weights.</param>
    /// <returns>Score and threshold; the threshold has seen the labels, so the score is an upper bound.</returns>
    /// <exception cref="ArgumentException">There is no window, or a window is not within its file.</exception>
    public static NabOptimum Optimum(IReadOnlyList<NabRecord> records, NabProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var windows = CountWindows(records);
        var rows = new List<ScoredRow>();
        var firstWindow = 0;
        foreach (var record in records)
        {
            rows.AddRange(Rows(record, profile, firstWindow));
            firstWindow += record.Windows.Count;
        }
        CollectionsMarshal.AsSpan(rows).Sort(static (left, right) => right.Score.CompareTo(left.Score));
        var best = new double[windows];
        Array.Fill(best, -profile.FalseNegative);
        var raw = -profile.FalseNegative * windows;
        var (top, threshold) = (raw, double.PositiveInfinity);
        for (var index = 0; index < rows.Count;)
        {
            var score = rows[index].Score;
            for (; index < rows.Count && rows[index].Score == score; index++)
            {
                var row = rows[index];
                if (row.Window < 0) raw += row.Value;
                else if (row.Value > best[row.Window])
                {
                    raw += row.Value - best[row.Window];
                    best[row.Window] = row.Value;
                }
            }
            if (raw > top) (top, threshold) = (raw, score);
        }
        return new NabOptimum(Scaled(top, windows, profile), threshold);
    }

    private static double Sigma(double x) => (2 / (1 + Math.Exp(5 * x))) - 1;

    private static double Scaled(double raw, int windows, NabProfile profile) =>
        100 * (raw + (windows * profile.FalseNegative)) / (windows * (profile.TruePositive + profile.FalseNegative));

    private static IEnumerable<ScoredRow> Rows(NabRecord record, NabProfile profile, int firstWindow)
    {
        var next = 0;
        for (var row = 0; row < record.Scores.Count; row++)
        {
            while (next < record.Windows.Count && row > record.Windows[next].Last) next++;
            if (row < ProbationRows(record.Scores.Count)) continue;
            var isInside = next < record.Windows.Count && record.Windows[next].Contains(row);
            yield return isInside
                ? new ScoredRow(record.Scores[row], profile.TruePositive * Inside(record.Windows[next], row), firstWindow + next)
                : new ScoredRow(record.Scores[row], profile.FalsePositive * Outside(record.Windows, next - 1, row), -1);
        }
    }

    private static double Inside(RowRange window, int row) =>
        Sigma(-(double)(window.Last - row + 1) / window.Count) / Sigma(-1);

    private static double Outside(IReadOnlyList<RowRange> windows, int previous, int row)
    {
        if (previous < 0) return -1;
        var x = (double)(row - windows[previous].Last) / Math.Max(1, windows[previous].Count - 1);
        return x > FarAway ? -1 : Sigma(x);
    }

    private static int CountWindows(IReadOnlyList<NabRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        foreach (var record in records)
        {
            var end = -1;
            foreach (var window in record.Windows)
            {
                if (window.First <= end || window.Last < window.First || window.Last >= record.Scores.Count)
                    throw new ArgumentException(
                        $"Received the window {window.First} to {window.Last} after row {end} in a file of {record.Scores.Count} rows; expected growing windows within the file.",
                        nameof(records));
                end = window.Last;
            }
        }
        var count = records.Sum(static record => record.Windows.Count);
        return count > 0 ? count : throw new ArgumentException("Received no window; the score is defined only with at least one.", nameof(records));
    }

    private readonly record struct ScoredRow(double Score, double Value, int Window);
}
