using Recurrent.TimeSeries.Signals.Audio;

namespace Recurrent.TimeSeries.Signals;

/// <summary>One recording or one short sequence of rows, as a whole: a spoken word, a pen stroke, a heart beat.</summary>
public sealed class Signal
{
    private readonly float[] _values;

    /// <summary>Makes a signal.</summary>
    /// <param name="name">What to call it in messages and results, such as the file.</param>
    /// <param name="channels">Names of the D channels, at least one.</param>
    /// <param name="values">Finite values in order of time, row-major <c>[T, D]</c>, at least one row; kept, not copied.</param>
    /// <param name="sampleRate">Rows a second for sound, at least 1; null for rows that are no sound.</param>
    /// <exception cref="ArgumentException">There is no whole row, a value is not finite, or the rate is below 1.</exception>
    public Signal(string name, IReadOnlyList<string> channels, float[] values, int? sampleRate = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentNullException.ThrowIfNull(values);
        if (channels.Count == 0 || values.Length == 0 || values.Length % channels.Count != 0)
            throw new ArgumentException($"Received {values.Length} values for {channels.Count} channels of '{name}'; expected whole rows, at least one, of at least one channel.", nameof(values));
        if (Array.FindIndex(values, static value => !float.IsFinite(value)) is var wrong and >= 0)
            throw new ArgumentException($"Received {values[wrong]} in row {wrong / channels.Count} of '{name}'; expected finite values.", nameof(values));
        if (sampleRate < 1) throw new ArgumentException($"Received {sampleRate} rows a second for '{name}'; expected at least 1, or null.", nameof(sampleRate));
        (Name, Channels, _values, SampleRate) = (name, channels, values, sampleRate);
    }

    /// <summary>What to call it in messages and results.</summary>
    public string Name { get; }

    /// <summary>Names of the channels.</summary>
    public IReadOnlyList<string> Channels { get; }

    /// <summary>Rows a second of a sound; null for rows that are no sound.</summary>
    public int? SampleRate { get; }

    /// <summary>Its class; null when nobody knows.</summary>
    public string? Label { get; init; }

    /// <summary>Who or what it is from, such as a speaker; null when nobody says. A group is never split between learning and scoring.</summary>
    public string? Group { get; init; }

    /// <summary>T, how many rows there are, at least 1.</summary>
    public int Length => _values.Length / Channels.Count;

    /// <summary>The values, row-major <c>[T, D]</c>.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>A recording as one channel, the mean of its channels.</summary>
    /// <param name="name">What to call it, such as the file.</param>
    /// <param name="clip">The recording.</param>
    /// <param name="label">Its class; null when nobody knows.</param>
    /// <returns>A signal with the clip's sample rate.</returns>
    public static Signal FromClip(string name, AudioClip clip, string? label = null)
    {
        ArgumentNullException.ThrowIfNull(clip);
        return new Signal(name, ["sound"], clip.ToMono(), clip.SampleRate) { Label = label };
    }

    /// <summary>The same values under another name.</summary>
    internal Signal With(string name, string? label, string? group) => new(name, Channels, _values, SampleRate) { Label = label, Group = group };
}
