namespace Recurrent.Tensors.Threading;

/// <summary>Writes over memory that may be as large as a vocabulary times a width, hence on several threads.</summary>
internal static class SpanFill
{
    private const int Grain = 1024;

    /// <summary>Zeros.</summary>
    public static void Clear(Span<float> values, int threads) =>
        RangeTeam.Run(new ClearJob(values), values.Length, Grain, RangeTeam.Worthwhile(threads, values.Length));

    /// <summary>Copies of one row.</summary>
    /// <param name="row">C values.</param>
    /// <param name="rows">[R, C], overwritten.</param>
    /// <param name="threads">At least 1.</param>
    public static void Rows(ReadOnlySpan<float> row, Span<float> rows, int threads) =>
        RangeTeam.Run(new RowsJob(row, rows), row.IsEmpty ? 0 : rows.Length / row.Length, grain: 1, RangeTeam.Worthwhile(threads, rows.Length));

    private readonly ref struct ClearJob(Span<float> values) : IRangeJob
    {
        private readonly Span<float> _values = values;

        public void Run(int start, int length) => _values.Slice(start, length).Clear();
    }

    private readonly ref struct RowsJob(ReadOnlySpan<float> row, Span<float> rows) : IRangeJob
    {
        private readonly ReadOnlySpan<float> _row = row;
        private readonly Span<float> _rows = rows;

        public void Run(int start, int length)
        {
            for (int index = start; index < start + length; index++)
            {
                _row.CopyTo(_rows[(index * _row.Length)..]);
            }
        }
    }
}
