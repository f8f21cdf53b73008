namespace Recurrent.TimeSeries.Signals.Audio;

/// <summary>Samples of one recording, channel by channel.</summary>
public sealed class AudioClip
{
    private readonly float[][] _channels;

    internal AudioClip(int sampleRate, float[][] channels)
    {
        SampleRate = sampleRate;
        _channels = channels;
    }

    /// <summary>Samples a second of each channel, at least 1.</summary>
    public int SampleRate { get; }

    /// <summary>Number of channels: 1 for mono, 2 for stereo.</summary>
    public int Channels => _channels.Length;

    /// <summary>Samples of each channel, at least 1.</summary>
    public int Length => _channels[0].Length;

    /// <summary>Samples of one channel; full scale is −1 to 1, float files may exceed it.</summary>
    /// <param name="channel">0 to <see cref="Channels"/> − 1; 0 is left.</param>
    /// <returns><see cref="Length"/> samples in order of time.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such channel.</exception>
    public ReadOnlySpan<float> Channel(int channel)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(channel);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(channel, _channels.Length);
        return _channels[channel];
    }

    /// <summary>The mean of the channels.</summary>
    /// <returns><see cref="Length"/> samples of the caller's own.</returns>
    public float[] ToMono()
    {
        var mono = new float[Length];
        foreach (var samples in _channels)
        {
            for (var index = 0; index < mono.Length; index++)
                mono[index] += samples[index] / _channels.Length;
        }
        return mono;
    }
}
