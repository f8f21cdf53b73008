using System.Runtime.CompilerServices;
using Recurrent.Layers.Sequence;

namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>Views of a predicted stream: five a channel.</summary>
/// <remarks>
/// The error of the prediction; its mean over about a dozen rows; the distance from the level of the last fifty rows; the distance of the
/// last ten rows' level from the long-run mean; the distance from the usual value of the half-hour. Features of the readout are the
/// network's hidden state, this row and the one before, the level, the clock and 1. In place of a missing value the network reads what it
/// expected; nothing is learnt from it.
/// </remarks>
internal sealed class PredictionSource : IViewSource
{
    public const int ViewsPerChannel = 5;
    private const double ErrorRate = 1.0 / 12;
    private const double LevelRate = 0.02;
    private const double FastRate = 0.1;
    private const double LongestMemory = 100;
    private const double LargestErrorLearnt = 10;
    private const double UsualErrorRate = 0.002;
    private const int WarmUp = 16;
    private readonly SequenceStream _stream;
    private readonly Readout _readout;
    private readonly int _channels;
    private readonly int _hidden;
    private readonly bool _hasClock;
    private readonly RunningMean[] _means;
    private readonly RunningMean[] _season;
    private readonly float[] _input;
    private readonly double[] _features;
    private readonly double[] _prediction;
    private readonly double[] _errors;
    private readonly double[] _smoothError;
    private readonly double[] _level;
    private readonly double[] _fast;
    private readonly double[] _previous;
    private readonly double[] _learnt;
    private readonly double[] _filled;
    private readonly double[] _usualError;
    private long _rows;

    public PredictionSource(PredictionNetwork network, PredictionMemory memory)
    {
        _stream = network.OpenStream();
        (_channels, _hidden, _hasClock) = (network.Channels, network.HiddenSize, network.HasClock);
        var features = FeatureCount(network);
        _readout = new Readout(features, [.. memory.Weights], memory.Inverse is { } inverse ? [.. inverse] : null);
        _means = [.. memory.Means];
        _season = [.. memory.Season];
        (_input, _features) = (new float[network.InputSize], new double[features]);
        (_prediction, _errors, _smoothError) = (new double[_channels], new double[_channels], new double[_channels]);
        (_learnt, _usualError) = (new double[_channels], [.. memory.UsualErrors]);
        (_level, _fast, _previous, _filled) = (new double[_channels], new double[_channels], new double[_channels], new double[_channels]);
    }

    public int ViewCount => _channels * ViewsPerChannel;

    public static int FeatureCount(PredictionNetwork network) =>
        network.HiddenSize + (3 * network.Channels) + (network.HasClock ? DayClock.Features : 0) + 1;

    public int ChannelOf(int view) => view / ViewsPerChannel;

    /// <summary>What has been learnt so far.</summary>
    public PredictionMemory Save() => new() { Weights = [.. _readout.Weights], Inverse = [.. _readout.Inverse], Means = [.. _means], UsualErrors = [.. _usualError], Season = [.. _season] };

    public void Restart()
    {
        _stream.Reset();
        _rows = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(long ticks, ReadOnlySpan<double> row, Span<double> views, Span<double> expected)
    {
        if (_rows == 0) Begin(row);
        else
        {
            _readout.Predict(_features, _prediction);
            for (var channel = 0; channel < _channels; channel++)
            {
                _filled[channel] = double.IsNaN(row[channel]) ? _prediction[channel] : row[channel];
                _errors[channel] = row[channel] - _prediction[channel];
            }
            Learn();
        }
        var place = _hasClock ? DayClock.PlaceOf(ticks) * _channels : 0;
        for (var channel = 0; channel < _channels; channel++)
            Look(channel, row[channel], place, views.Slice(channel * ViewsPerChannel, ViewsPerChannel), expected.Slice(channel * ViewsPerChannel, ViewsPerChannel));
        _rows++;
        Advance(ticks, _filled);
    }

    /// <summary>Improves the readout; an error far beyond the usual ones counts as a large usual one, so that a fault does not become the rule.</summary>
    private void Learn()
    {
        for (var channel = 0; channel < _channels; channel++)
        {
            if (double.IsNaN(_errors[channel]))
            {
                _learnt[channel] = 0;
                continue;
            }
            var limit = LargestErrorLearnt * _usualError[channel];
            _learnt[channel] = Math.Clamp(_errors[channel], -limit, limit);
            _usualError[channel] += UsualErrorRate * (Math.Abs(_learnt[channel]) - _usualError[channel]);
        }
        _readout.Learn(_features, _learnt);
    }

    private void Begin(ReadOnlySpan<double> row)
    {
        // 0 is the training rows' level.
        for (var channel = 0; channel < _channels; channel++) _filled[channel] = double.IsNaN(row[channel]) ? 0 : row[channel];
        _filled.CopyTo(_level, 0);
        _filled.CopyTo(_fast, 0);
        _filled.CopyTo(_previous, 0);
        Array.Clear(_prediction);
        Array.Clear(_smoothError);
        Array.Clear(_errors);
    }

    private void Look(int channel, double value, int place, Span<double> views, Span<double> expected)
    {
        if (double.IsNaN(value))
        {
            views.Fill(double.NaN);
            expected.Fill(_prediction[channel]);
            return;
        }
        var error = _errors[channel];
        ref var mean = ref _means[channel];
        _smoothError[channel] += ErrorRate * ((_rows < WarmUp ? 0 : error) - _smoothError[channel]);
        _fast[channel] += FastRate * (value - _fast[channel]);
        views[0] = _rows < WarmUp ? double.NaN : error;
        views[1] = _rows < WarmUp ? double.NaN : _smoothError[channel];
        views[2] = _rows < WarmUp ? double.NaN : value - _level[channel];
        views[3] = mean.Count < WarmUp ? double.NaN : _fast[channel] - mean.Mean;
        expected[0] = expected[1] = value - error;
        expected[2] = _level[channel];
        expected[3] = mean.Mean;
        _level[channel] += LevelRate * (value - _level[channel]);
        mean.Add(value);
        LookAtSeason(channel, value, place, out views[4], out expected[4]);
    }

    private void LookAtSeason(int channel, double value, int place, out double view, out double expected)
    {
        (view, expected) = (double.NaN, value);
        if (!_hasClock) return;
        ref var season = ref _season[place + channel];
        if (season.Count > 0) (view, expected) = (value - season.Mean, season.Mean);
        season.Add(value, LongestMemory);
    }

    private void Advance(long ticks, ReadOnlySpan<double> row)
    {
        for (var channel = 0; channel < _channels; channel++) _input[channel] = PredictionNetwork.Compress(row[channel]);
        var clock = _hasClock ? DayClock.At(ticks) : default;
        for (var index = 0; index < clock.Length; index++) _input[_channels + index] = (float)clock[index];
        var hidden = _stream.Step(_input);
        for (var unit = 0; unit < hidden.Length; unit++) _features[unit] = hidden[unit];
        var rest = _features.AsSpan(_hidden);
        row.CopyTo(rest);
        _previous.CopyTo(rest[_channels..]);
        _level.CopyTo(rest[(2 * _channels)..]);
        clock.CopyTo(rest[(3 * _channels)..]);
        rest[^1] = 1;
        row.CopyTo(_previous);
    }
}
