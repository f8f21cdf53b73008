namespace Recurrent.TimeSeries.Signals.Regression.Data;

/// <summary>Mean and standard deviation of one column in the training rows.</summary>
internal readonly record struct SignalScale(double Centre, double Spread)
{
    /// <summary>Scale of a column; a column that stands still has spread 1.</summary>
    public static SignalScale Of(IEnumerable<double> values)
    {
        var (count, mean, squares) = (0, 0.0, 0.0);
        foreach (var value in values)
        {
            count++;
            var change = value - mean;
            mean += change / count;
            squares += change * (value - mean);
        }
        var spread = Math.Sqrt(squares / Math.Max(1, count));
        return new SignalScale(mean, spread > 1e-12 * Math.Max(1, Math.Abs(mean)) && double.IsFinite(spread) ? spread : 1);
    }

    public double Normalise(double value) => (value - Centre) / Spread;

    public double Restore(double value) => (value * Spread) + Centre;

    /// <summary>Scaled rows.</summary>
    public static double[] Normalise(ReadOnlySpan<double> rows, SignalScale[] scales)
    {
        var scaled = new double[rows.Length];
        for (var index = 0; index < rows.Length; index++) scaled[index] = scales[index % scales.Length].Normalise(rows[index]);
        return scaled;
    }
}
