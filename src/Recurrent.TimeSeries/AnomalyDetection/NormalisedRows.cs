namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>The rows of one table in units of its channels' spread.</summary>
internal sealed class NormalisedRows
{
    public NormalisedRows(DetectionTable table, ChannelScale[] scales)
    {
        Table = table;
        Values = new double[table.Rows * scales.Length];
        for (var row = 0; row < table.Rows; row++)
            for (var channel = 0; channel < scales.Length; channel++)
                Values[(row * scales.Length) + channel] = scales[channel].Normalise(table.Row(row)[channel]);
        Channels = scales.Length;
    }

    public DetectionTable Table { get; }

    public double[] Values { get; }

    public int Channels { get; }

    public ReadOnlySpan<double> Row(int row) => Values.AsSpan(row * Channels, Channels);
}
