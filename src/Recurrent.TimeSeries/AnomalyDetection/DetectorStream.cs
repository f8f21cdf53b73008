using System.Runtime.CompilerServices;

namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>A detector on one live stream: rows go in one by one, each is judged by those before it. Used by one thread at a time.</summary>
/// <remarks>Its memory does not grow with the stream; a predicting detector allocates nothing.</remarks>
public sealed class DetectorStream
{
    /// <summary>How far beyond the threshold a value is learnt from, in units of log probability: one huge value must not hide all later ones.</summary>
    private const double FurthestLearnt = 2;

    private readonly DetectorSettings _settings;
    private readonly IViewSource _source;
    private readonly ViewTail[] _tails;
    private readonly double[] _row;
    private readonly double[] _views;
    private readonly double[] _expected;
    private readonly double _choices;
    private long _quiet = long.MaxValue / 2;

    internal DetectorStream(DetectorState state)
    {
        (_settings, _source, _tails) = (state.Settings, state.OpenSource(), [.. state.Memory.Tails]);
        _row = new double[_settings.Channels.Length];
        (_views, _expected) = (new double[_source.ViewCount], new double[_source.ViewCount]);
        // Two tails a view: the most surprising of so many is less surprising than it looks.
        _choices = Math.Log(2.0 * _views.Length);
    }

    /// <summary>Judges the next row.</summary>
    /// <param name="ticks">Its time as <see cref="DateTime"/> ticks; any number when the training rows had no times.</param>
    /// <param name="values">Values of the channels, NaN for one that is missing: it is neither judged nor learnt from. [D]</param>
    /// <returns>Score, alarm and explanation.</returns>
    /// <exception cref="ArgumentException">The number of channels is not the model's, or a value is infinite.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Detection Push(long ticks, ReadOnlySpan<double> values)
    {
        var isKnown = Normalise(values);
        _source.Read(ticks, _row, _views, _expected);
        var (most, view) = (-1.0, 0);
        for (var index = 0; index < _views.Length; index++)
        {
            var value = _views[index];
            if (double.IsNaN(value)) continue;
            var surprise = _tails[index].Surprise(value);
            if (surprise > most) (most, view) = (surprise, index);
            if (_settings.Adapts) _tails[index].Add(_tails[index].Limit(value, _settings.Threshold + _choices + FurthestLearnt));
        }
        return isKnown ? Judge(Math.Max(0, most - _choices), view) : Detection.Unjudged;
    }

    /// <returns>Whether any channel has a value.</returns>
    private bool Normalise(ReadOnlySpan<double> values)
    {
        if (values.Length != _row.Length)
            throw new ArgumentException($"Received {values.Length} values; the detector has the channels {string.Join(", ", _settings.Channels)}.", nameof(values));
        var isKnown = false;
        for (var channel = 0; channel < values.Length; channel++)
        {
            // Far beyond any usual value differences make no difference, and squares stay finite.
            const double furthest = 1e6;
            if (double.IsInfinity(values[channel]))
                throw new ArgumentException($"Received {values[channel]} for the channel {_settings.Channels[channel]}; expected a finite value, or NaN for none.", nameof(values));
            _row[channel] = Math.Clamp(_settings.Scales[channel].Normalise(values[channel]), -furthest, furthest);
            isKnown |= !double.IsNaN(_row[channel]);
        }
        return isKnown;
    }

    private Detection Judge(double surprise, int view)
    {
        var isStrange = surprise >= _settings.Threshold;
        var isAnomaly = isStrange && _quiet >= _settings.QuietRows;
        _quiet = isStrange ? 0 : _quiet + 1;
        var channel = _source.ChannelOf(view);
        var expected = _expected[view];
        return new Detection(
            surprise / (surprise + _settings.Threshold), isAnomaly, channel, _settings.Scales[channel].Restore(expected), _row[channel] - expected);
    }
}
