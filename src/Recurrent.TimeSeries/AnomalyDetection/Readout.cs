using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
        Array.Clear(_gain);
        // P is symmetric, so its rows times the features are its product with them, without sums across a vector.
        for (var row = 0; row < _features; row++) Accumulate(_inverse.AsSpan(row * _features, _features), features[row], _gain);
        var power = Forgetting;
        for (var row = 0; row < _features; row++) power += _gain[row] * features[row];
        for (var channel = 0; channel < errors.Length; channel++) Accumulate(_gain, errors[channel] / power, _weights.AsSpan(channel * _features, _features));
        var trace = 0.0;
        for (var row = 0; row < _features; row++)
        {
            var line = _inverse.AsSpan(row * _features, _features);
            Shrink(line, -_gain[row] / power, _gain);
            trace += line[row];
        }
        // Features that stand still stop pinning P down; without a bound it would grow until it is no number.
        if (!(trace < LargestVariance * _features)) Restart();
    }

    /// <summary>destination += factor · source, in four lanes on every processor, so that the bits are the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Accumulate(ReadOnlySpan<double> source, double factor, Span<double> destination)
    {
        var index = 0;
        for (; index + Vector256<double>.Count <= source.Length; index += Vector256<double>.Count)
        {
            var sum = Vector256.Create((ReadOnlySpan<double>)destination[index..]) + (Vector256.Create(source[index..]) * factor);
            sum.CopyTo(destination[index..]);
        }
        for (; index < source.Length; index++) destination[index] += source[index] * factor;
    }

    /// <summary>line ← (line + factor · gain) / λ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Shrink(Span<double> line, double factor, ReadOnlySpan<double> gain)
    {
        const double scale = 1 / Forgetting;
        var index = 0;
        for (; index + Vector256<double>.Count <= line.Length; index += Vector256<double>.Count)
        {
            var sum = (Vector256.Create((ReadOnlySpan<double>)line[index..]) + (Vector256.Create(gain[index..]) * factor)) * scale;
            sum.CopyTo(line[index..]);
        }
        for (; index < line.Length; index++) line[index] = (line[index] + (gain[index] * factor)) * scale;
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
