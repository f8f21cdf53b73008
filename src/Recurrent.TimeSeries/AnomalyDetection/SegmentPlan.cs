namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>Which pieces of the training rows teach and which decide when to stop: the last quarter of every table.</summary>
/// <remarks>A piece has no missing value: what comes before a gap and after it are pieces of their own.</remarks>
internal sealed class SegmentPlan
{
    private const double TeachingShare = 0.75;
    private const int MostValidation = 64;
    private readonly List<(NormalisedRows Rows, int[] Starts)> _teaching = [];
    private readonly long _starts;

    /// <summary>Plans pieces.</summary>
    /// <param name="tables">The training rows.</param>
    /// <param name="length">Rows of a piece.</param>
    public SegmentPlan(IReadOnlyList<NormalisedRows> tables, int length)
    {
        var validation = new List<Segment>();
        foreach (var rows in tables)
        {
            var teaching = Math.Max(length, (int)(rows.Table.Rows * TeachingShare));
            if (rows.Table.Rows < length) continue;
            _teaching.Add((rows, [.. Enumerable.Range(0, teaching - length + 1).Where(start => rows.IsComplete(start, length))]));
            for (var start = teaching; start + length <= rows.Table.Rows; start += length)
                if (rows.IsComplete(start, length)) validation.Add(new Segment(rows, start));
        }
        _starts = _teaching.Sum(static part => (long)part.Starts.Length);
        var stride = Math.Max(1, validation.Count / MostValidation);
        Validation = [.. validation.Where((_, index) => index % stride == 0)];
    }

    public bool IsEmpty => _starts == 0;

    public Segment[] Validation { get; }

    /// <summary>The piece at a share of all places where one can begin.</summary>
    public Segment At(double share)
    {
        var place = Math.Min((long)(share * _starts), _starts - 1);
        foreach (var (rows, starts) in _teaching)
        {
            if (place < starts.Length) return new Segment(rows, starts[place]);
            place -= starts.Length;
        }
        throw new InvalidOperationException("No table is long enough for a piece.");
    }
}
