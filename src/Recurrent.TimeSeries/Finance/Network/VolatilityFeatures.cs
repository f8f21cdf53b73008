using Recurrent.TimeSeries.Finance.Prices;

namespace Recurrent.TimeSeries.Finance.Network;

/// <summary>What the network reads after each day, all from running means and so without a memory of days.</summary>
/// <remarks>
/// Logarithms of exponentially weighted means of squared returns with half-lives from 2 to 60 days; the share of falling days in them and
/// the drift, because falls are followed by more movement than rises; the day's return in units of its expected size; and, where the
/// range is known, the same means of the range variance.
/// </remarks>
internal sealed class VolatilityFeatures(VolatilityScale scale)
{
    private const double Smallest = 1e-6;
    private static readonly double[] Decays = [Decay(1), Decay(2.5), Decay(6), Decay(16), Decay(60)];
    private static readonly double[] NewShares = [.. Decays.Select(static decay => 1 - decay)];
    private readonly double[] _squares = [1, 1, 1, 1, 1];
    private readonly double[] _falls = [0.5, 0.5, 0.5, 0.5, 0.5];
    private readonly double[] _drifts = new double[Decays.Length];
    private readonly double[] _ranges = [1, 1, 1, 1, 1];
    private double _close = double.NaN;
    private double _shock;

    /// <summary>Number of features.</summary>
    public int Count => CountOf(scale.HasRange);

    /// <summary>How far each mean moves towards a new value.</summary>
    public static ReadOnlySpan<double> Rates => NewShares;

    /// <summary>The last return, in units of the scale; NaN before the second day.</summary>
    public double LastReturn { get; private set; } = double.NaN;

    public static int CountOf(bool hasRange) => 2 + (3 * Decays.Length) + (hasRange ? Decays.Length : 0);

    /// <summary>First weights of the straight path from features to log variance: a blend of the slower means.</summary>
    public static float[] FirstWeights(bool hasRange)
    {
        var weights = new float[CountOf(hasRange)];
        ReadOnlySpan<float> blend = [0, 0.1f, 0.3f, 0.4f, 0.1f];
        blend.CopyTo(weights.AsSpan(2));
        return weights;
    }

    public void Push(in PriceBar bar)
    {
        if (!double.IsNaN(_close))
        {
            var move = bar.Return(_close) / Math.Sqrt(scale.Variance);
            _shock = move / Math.Sqrt(_squares[3] + Smallest);
            for (var index = 0; index < Decays.Length; index++) Update(index, move);
            if (scale.HasRange)
            {
                var range = bar.RangeVariance(_close) / scale.RangeVariance;
                for (var index = 0; index < Decays.Length; index++) _ranges[index] += (1 - Decays[index]) * (range - _ranges[index]);
            }
            LastReturn = move;
        }
        _close = bar.Close;
    }

    public void Fill(Span<float> features)
    {
        features[0] = (float)Math.Asinh(_shock);
        features[1] = (float)Math.Asinh(_shock * _shock);
        for (var index = 0; index < Decays.Length; index++)
        {
            var square = _squares[index] + Smallest;
            features[2 + index] = (float)Math.Log(square);
            features[2 + Decays.Length + index] = (float)((_falls[index] / square) - 0.5);
            features[2 + (2 * Decays.Length) + index] = (float)(_drifts[index] / Math.Sqrt(square));
            if (scale.HasRange) features[2 + (3 * Decays.Length) + index] = (float)Math.Log(_ranges[index] + Smallest);
        }
    }

    private static double Decay(double halfLife) => Math.Pow(0.5, 1 / halfLife);

    private void Update(int index, double move)
    {
        var rate = 1 - Decays[index];
        _squares[index] += rate * ((move * move) - _squares[index]);
        _falls[index] += rate * ((move < 0 ? move * move : 0) - _falls[index]);
        _drifts[index] += rate * (move - _drifts[index]);
    }
}
