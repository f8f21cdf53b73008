using System.Globalization;
using Recurrent.TimeSeries.Signals.Features;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Signals.Classification;

/// <summary>Reads signals as the rows of features that a network is given.</summary>
internal sealed class FeatureReader
{
    private readonly SignalFeatures _features;
    private readonly SoundFeatures? _sound;

    public FeatureReader(SignalFeatures features)
    {
        _features = features;
        _sound = features.Sound is { } sound ? new SoundFeatures(sound) : null;
    }

    /// <summary>The scale of the training signals; null until it is measured.</summary>
    public FeatureScale? Scale { get; init; }

    /// <summary>What slopes are multiplied by.</summary>
    public float SlopeGain { get; init; } = 1;

    public int BaseCount => _features.BaseCount;

    public int Count => _features.Count;

    /// <summary>Features before scaling.</summary>
    /// <param name="signal">Any signal.</param>
    /// <param name="speed">Above 1 plays a sound faster and higher; rows that are no sound ignore it.</param>
    /// <exception cref="DataFormatException">The signal is of another kind than those of the training.</exception>
    public float[] Plain(Signal signal, double speed = 1)
    {
        Check(signal);
        var rows = _sound is null ? signal.Values.ToArray() : _sound.Extract(signal.Values, signal.SampleRate!.Value * speed);
        if (_features.IsCentred) Centre(rows, BaseCount);
        return rows;
    }

    /// <summary>Scaled features without slopes, <c>[T, base]</c>.</summary>
    public float[] Scaled(Signal signal, double speed = 1) => Scale!.Normalise(Plain(signal, speed));

    /// <summary>What the network reads, <c>[T, D]</c>.</summary>
    public float[] Complete(float[] scaled) => _features.HasSlopes ? Differences.Append(scaled, BaseCount, _features.SlopeReach, SlopeGain) : scaled;

    public float[] Read(Signal signal) => Complete(Scaled(signal));

    private void Check(Signal signal)
    {
        if (_sound is null)
        {
            if (!signal.Channels.SequenceEqual(_features.Channels))
                throw Refuse(signal, $"the channels {string.Join(", ", signal.Channels)}", $"{string.Join(", ", _features.Channels)} as in training", "Give the columns the names and the order of the training files");
            return;
        }
        if (signal.SampleRate is not { } rate)
            throw Refuse(signal, "rows without a sample rate", "sound as in training", "Give a WAV file");
        if (rate < _sound.LowestSampleRate * (1 - 1e-9))
            throw Refuse(signal, string.Create(CultureInfo.InvariantCulture, $"{rate} samples a second"),
                string.Create(CultureInfo.InvariantCulture, $"at least {_sound.LowestSampleRate:0} as in training"), "Record at a higher rate; what is missing above cannot be made up");
    }

    private static DataFormatException Refuse(Signal signal, string found, string expected, string fix) =>
        new() { File = signal.Name, Found = found, Expected = expected, Fix = fix };

    private static void Centre(float[] rows, int features)
    {
        var means = new double[features];
        for (var index = 0; index < rows.Length; index++) means[index % features] += rows[index];
        var time = rows.Length / features;
        for (var index = 0; index < rows.Length; index++) rows[index] -= (float)(means[index % features] / time);
    }
}
