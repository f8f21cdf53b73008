namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>The rows of one table in units of its channels' spread.</summary>
internal sealed class NormalisedRows
{
    private readonly int[] _gaps;

    public NormalisedRows(DetectionTable table, ChannelScale[] scales)
    {
        Table = table;
        Values = new double[table.Rows * scales.Length];
        _gaps = new int[table.Rows + 1];
        for (var row = 0; row < table.Rows; row++)
        {
            for (var channel = 0; channel < scales.Length; channel++)
                Values[(row * scales.Length) + channel] = scales[channel].Normalise(table.Row(row)[channel]);
            _gaps[row + 1] = _gaps[row] + (table.Row(row).Contains(double.NaN) ? 1 : 0);
        }
        Channels = scales.Length;
    }

    public DetectionTable Table { get; }

    public double[] Values { get; }

    public int Channels { get; }

    /// <summary>Whether no value of some rows is missing.</summary>
    public bool IsComplete(int start, int length) => _gaps[start] == _gaps[start + length];

    public ReadOnlySpan<double> Row(int row) => Values.AsSpan(row * Channels, Channels);
}
