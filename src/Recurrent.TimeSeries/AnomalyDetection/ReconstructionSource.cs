using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;

namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>Views of a reconstructed stream: the mean signed error of each channel over the window, and the root mean square of all.</summary>
/// <remarks>In place of a missing value the network reads the channel's last one; errors are those of values that came, at least half a window of them.</remarks>
internal sealed class ReconstructionSource : IViewSource
{
    private readonly ReconstructionNetwork _network;
    private readonly Tape _tape = Tape.ForInference(1);
    private readonly float[] _window;
    private readonly double[] _sums;
    private readonly bool[] _isKnown;
    private readonly int[] _known;
    private int _rows;
    private int _worst;

    public ReconstructionSource(ReconstructionNetwork network)
    {
        _network = network;
        _window = new float[network.Window * network.Channels];
        (_sums, _known) = (new double[network.Channels], new int[network.Channels]);
        _isKnown = new bool[_window.Length];
    }

    public int ViewCount => _network.Channels + 1;

    public int ChannelOf(int view) => view < _network.Channels ? view : _worst;

    public void Restart()
    {
        _rows = 0;
        Array.Clear(_window);
    }

    public void Read(long ticks, ReadOnlySpan<double> row, Span<double> views, Span<double> expected)
    {
        var channels = _network.Channels;
        _window.AsSpan(channels).CopyTo(_window);
        _isKnown.AsSpan(channels).CopyTo(_isKnown);
        for (var (channel, place) = (0, _window.Length - channels); channel < channels; channel++, place++)
        {
            _isKnown[place] = !double.IsNaN(row[channel]);
            _window[place] = _isKnown[place] ? PredictionNetwork.Compress(row[channel]) : _window.Length > channels ? _window[place - channels] : 0;
        }
        _rows = Math.Min(_rows + 1, _network.Window);
        views.Fill(double.NaN);
        for (var channel = 0; channel < channels; channel++) expected[channel] = row[channel];
        expected[^1] = 0;
        if (_rows == _network.Window) Compare(views, expected);
    }

    private void Compare(Span<double> views, Span<double> expected)
    {
        _tape.Reset();
        var (channels, window) = (_network.Channels, _network.Window);
        var written = _network.Write(_tape, _tape.Constant(_window, new Shape(window, 1, channels))).Values;
        Array.Clear(_sums);
        Array.Clear(_known);
        var (squares, largest) = (0.0, -1.0);
        for (var step = 0; step < window; step++)
        {
            for (var channel = 0; channel < channels; channel++)
            {
                var place = ((window - 1 - step) * channels) + channel;
                if (!_isKnown[place]) continue;
                var error = _window[place] - (double)written[(step * channels) + channel];
                _sums[channel] += error;
                _known[channel]++;
                squares += error * error;
            }
        }
        for (var channel = 0; channel < channels; channel++)
        {
            expected[channel] = Math.Sinh(written[channel]);
            if (2 * _known[channel] < window) continue;
            views[channel] = _sums[channel] / _known[channel];
            if (Math.Abs(views[channel]) <= largest) continue;
            (largest, _worst) = (Math.Abs(views[channel]), channel);
        }
        var known = _known.Sum();
        if (2 * known >= window * channels) views[channels] = Math.Sqrt(squares / known);
        expected[channels] = expected[_worst];
        _tape.Reset();
    }
}
