using System.Collections.Concurrent;
using System.Numerics;

namespace Recurrent.TimeSeries.Signals.Features;

/// <summary>Turns sound into rows of log-mel energies or cepstral coefficients. Thread-safe.</summary>
/// <remarks>
/// Pre-emphasis y_t = x_t − 0.97 x_{t−1}; frames under a Hann window, zero-padded to a power of two; power |X_k|² / Σ w²; triangular mel
/// filters; ln(energy + 10⁻⁸); for MFCC the orthonormal cosine transform of that. Bands are given in hertz, so recordings with other sample
/// rates give the same features without being resampled.
/// </remarks>
public sealed class SoundFeatures
{
    private const float PreEmphasis = 0.97f;
    private const float Floor = 1e-8f;
    private readonly SoundFeatureOptions _options;
    private readonly CosineTransform? _cosines;
    private readonly ConcurrentDictionary<double, FramePlan> _plans = new();

    /// <summary>Prepares the features.</summary>
    /// <param name="options">Kind and sizes.</param>
    /// <exception cref="ArgumentException">The highest band ends below the lowest.</exception>
    public SoundFeatures(SoundFeatureOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.HighHz <= options.LowHz)
            throw new ArgumentException($"Received bands from {options.LowHz} to {options.HighHz} Hz; the upper limit must be above the lower.", nameof(options));
        _options = options;
        _cosines = options.Kind == FeatureKind.Mfcc ? new CosineTransform(options.Bands, options.Count) : null;
    }

    /// <summary>D, the numbers of a row.</summary>
    public int Count => _options.Count;

    /// <summary>Fewest samples a second of a recording: twice the highest frequency.</summary>
    public double LowestSampleRate => 2 * _options.HighHz;

    /// <summary>Rows of a recording.</summary>
    /// <param name="samples">Samples in order of time, at least one; the last frame is filled up with zeros.</param>
    /// <param name="sampleRate">Samples a second, at least <see cref="LowestSampleRate"/>; need not be whole.</param>
    /// <returns><c>[T, D]</c>, T at least 1: a row every <see cref="SoundFeatureOptions.StepSeconds"/>.</returns>
    /// <exception cref="ArgumentException">There is no sample, or the rate is too low for the highest band.</exception>
    public float[] Extract(ReadOnlySpan<float> samples, double sampleRate)
    {
        if (samples.IsEmpty) throw new ArgumentException("Received no samples; expected at least one.", nameof(samples));
        if (!(sampleRate >= LowestSampleRate * (1 - 1e-9)))
            throw new ArgumentException($"Received {sampleRate} samples a second; the highest band needs at least {LowestSampleRate}.", nameof(sampleRate));
        var plan = _plans.GetOrAdd(sampleRate, static (rate, options) => new FramePlan(options, rate), _options);
        var frames = 1 + ((Math.Max(0, samples.Length - plan.Window.Length) + plan.Step - 1) / plan.Step);
        var features = new float[frames * Count];
        var frame = new float[plan.TransformLength + 2];
        var power = new float[(plan.TransformLength / 2) + 1];
        var bands = new float[_options.Bands];
        for (var index = 0; index < frames; index++)
        {
            Fill(frame, samples, index * plan.Step, plan.Window);
            PowerSpectrum.Compute(frame, power);
            plan.Filters.Apply(power, bands);
            for (var band = 0; band < bands.Length; band++) bands[band] = MathF.Log((bands[band] * plan.Scale) + Floor);
            var row = features.AsSpan(index * Count, Count);
            if (_cosines is null) bands.CopyTo(row);
            else _cosines.Apply(bands, row);
        }
        return features;
    }

    private static void Fill(float[] frame, ReadOnlySpan<float> samples, int start, float[] window)
    {
        Array.Clear(frame);
        var count = Math.Min(window.Length, samples.Length - start);
        for (var index = 0; index < count; index++)
        {
            var before = start + index > 0 ? samples[start + index - 1] : samples[0];
            frame[index] = window[index] * (samples[start + index] - (PreEmphasis * before));
        }
    }

    private sealed class FramePlan
    {
        public FramePlan(SoundFeatureOptions options, double sampleRate)
        {
            var width = Math.Max(4, (int)Math.Round(options.WindowSeconds * sampleRate));
            Step = Math.Max(1, (int)Math.Round(options.StepSeconds * sampleRate));
            Window = new float[width];
            for (var index = 0; index < width; index++) Window[index] = (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * (index + 0.5) / width)));
            Scale = 1 / Window.Sum(static value => value * value);
            TransformLength = (int)BitOperations.RoundUpToPowerOf2((uint)width);
            Filters = new MelFilterBank(options, sampleRate, TransformLength);
        }

        public float[] Window { get; }

        public int Step { get; }

        public float Scale { get; }

        public int TransformLength { get; }

        public MelFilterBank Filters { get; }
    }
}
