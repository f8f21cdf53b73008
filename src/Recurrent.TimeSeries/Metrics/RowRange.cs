namespace Recurrent.TimeSeries.Metrics;

/// <summary>Rows from one to another, both included.</summary>
/// <param name="First">The first row, from 0.</param>
/// <param name="Last">The last row, at least <paramref name="First"/>.</param>
public readonly record struct RowRange(int First, int Last)
{
    /// <summary>How many rows there are.</summary>
    public int Count => Last - First + 1;

    /// <summary>Whether a row is one of them.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <returns>True from <see cref="First"/> to <see cref="Last"/>.</returns>
    public bool Contains(int row) => row >= First && row <= Last;
}
