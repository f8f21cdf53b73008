namespace Recurrent.TimeSeries.Forecasting.Paths;

/// <summary>A series that goes on with drawn values.</summary>
/// <param name="known">Transformed values. [T]</param>
/// <param name="origin">How many of them may be read.</param>
/// <param name="drawn">What follows. [H]</param>
internal readonly ref struct PathValues(ReadOnlySpan<double> known, int origin, ReadOnlySpan<double> drawn)
{
    private readonly ReadOnlySpan<double> _known = known[..origin];
    private readonly ReadOnlySpan<double> _drawn = drawn;

    public double this[int index] => index < _known.Length ? _known[index] : _drawn[index - _known.Length];

    /// <summary>Mean of the last values before an index, at most <paramref name="count"/> of them.</summary>
    public double Mean(int index, int count)
    {
        var sum = 0.0;
        var first = Math.Max(0, index - count);
        for (var t = first; t < index; t++) sum += this[t];
        return index == first ? 0 : sum / (index - first);
    }
}
