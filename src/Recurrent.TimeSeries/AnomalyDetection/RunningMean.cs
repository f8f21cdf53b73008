namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>The mean of all values so far, and later an exponential mean, so that it never freezes.</summary>
internal struct RunningMean
{
    private const double Memory = 4000;

    public double Mean { get; set; }

    public double Count { get; set; }

    /// <summary>Learns a value; from <paramref name="memory"/> values on the older ones fade.</summary>
    public void Add(double value, double memory = Memory)
    {
        Count = Math.Min(Count + 1, memory);
        Mean += (value - Mean) / Count;
    }
}
