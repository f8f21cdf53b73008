namespace Recurrent.TimeSeries.Finance.Network;

/// <summary>Units of the network, from the days it learnt from.</summary>
/// <param name="Variance">Mean squared log return.</param>
/// <param name="RangeVariance">Mean variance read from the range; 0 when only closes are known.</param>
internal readonly record struct VolatilityScale(double Variance, double RangeVariance)
{
    public bool HasRange => RangeVariance > 0;
}
