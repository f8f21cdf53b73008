namespace Recurrent.Tensors.Threading;

/// <summary>Writes over memory that may be as large as a vocabulary times a width, hence on several threads.</summary>
internal static class SpanFill
{
    private const int Grain = 1024;

    /// <summary>Zeros.</summary>
    public static void Clear(Span<float> values, int threads) =>
        RangeTeam.Run(new ClearJob(values), values.Length, Grain, RangeTeam.Worthwhile(threads, values.Length));

    private readonly ref struct ClearJob(Span<float> values) : IRangeJob
    {
        private readonly Span<float> _values = values;

        public void Run(int start, int length) => _values.Slice(start, length).Clear();
    }
}
