namespace Recurrent.TimeSeries.Metrics;

/// <summary>Checks shared by all metrics.</summary>
internal static class MetricGuard
{
    public static void SameLength(int actual, int forecast, string name)
    {
        if (actual == 0) throw new ArgumentException("Received no actual values; a metric needs at least one.", name);
        if (actual != forecast)
            throw new ArgumentException($"Received {actual} actual and {forecast} forecast values; pass one forecast for each actual value.", name);
    }

    public static void Quantile(double quantile, string name)
    {
        if (quantile is > 0 and < 1) return;
        throw new ArgumentOutOfRangeException(name, quantile, $"Received the quantile {quantile}; expected more than 0 and less than 1.");
    }
}
