using System.Runtime.CompilerServices;

namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>A linear map from features to all channels that goes on learning with every row.</summary>
/// <remarks>
/// Recursive least squares with forgetting: k = P f / (λ + fᵀ P f), w ← w + k e, P ← (P − k fᵀ P) / λ; Haykin, Adaptive Filter Theory, chapter 10.
/// P is shared by the channels because their features are the same.
/// </remarks>
internal sealed class Readout
{
    private const double Forgetting = 0.9995;
    private const double LargestVariance = 1e6;
    private readonly int _features;
    private readonly double[] _weights;
    private readonly double[] _inverse;
    private readonly double[] _gain;

    /// <summary>Starts at weights learnt before.</summary>
    /// <param name="features">F.</param>
    /// <param name="weights">Row-major <c>[D, F]</c>; taken, not copied.</param>
    /// <param name="inverse">P, row-major <c>[F, F]</c>, or null for the unit matrix; taken, not copied.</param>
    public Readout(int features, double[] weights, double[]? inverse = null)
    {
        (_features, _weights, _gain) = (features, weights, new double[features]);
        _inverse = inverse ?? Unit(features);
    }

    public double[] Weights => _weights;

    public double[] Inverse => _inverse;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Predict(ReadOnlySpan<double> features, Span<double> destination)
    {
        for (var channel = 0; channel < destination.Length; channel++)
            destination[channel] = Dot(_weights.AsSpan(channel * _features, _features), features);
    }

    /// <summary>Learns from the errors of the last prediction.</summary>
    /// <param name="features">What it was made from. [F]</param>
    /// <param name="errors">Value minus prediction. [D]</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Learn(ReadOnlySpan<double> features, ReadOnlySpan<double> errors)
    {
        var power = Forgetting;
        for (var row = 0; row < _features; row++)
        {
            _gain[row] = Dot(_inverse.AsSpan(row * _features, _features), features);
            power += _gain[row] * features[row];
        }
        for (var channel = 0; channel < errors.Length; channel++) Accumulate(_weights.AsSpan(channel * _features, _features), errors[channel] / power);
        var trace = Shrink(power);
        // Features that stand still stop pinning P down; without a bound it would grow until it is no number.
        if (!(trace < LargestVariance * _features)) Restart();
    }

    private void Accumulate(Span<double> weights, double factor)
    {
        for (var index = 0; index < weights.Length; index++) weights[index] += factor * _gain[index];
    }

    private double Shrink(double power)
    {
        var trace = 0.0;
        var scale = 1 / Forgetting;
        for (var row = 0; row < _features; row++)
        {
            var line = _inverse.AsSpan(row * _features, _features);
            var factor = -_gain[row] / power;
            for (var column = 0; column < line.Length; column++) line[column] = (line[column] + (factor * _gain[column])) * scale;
            trace += line[row];
        }
        return trace;
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var sum = 0.0;
        for (var index = 0; index < left.Length; index++) sum += left[index] * right[index];
        return sum;
    }

    private void Restart() => Unit(_features).CopyTo(_inverse, 0);

    private static double[] Unit(int size)
    {
        var unit = new double[size * size];
        for (var index = 0; index < size; index++) unit[index * (size + 1)] = 1;
        return unit;
    }
}
