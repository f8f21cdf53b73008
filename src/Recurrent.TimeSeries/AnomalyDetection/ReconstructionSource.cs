using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;

namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>Views of a reconstructed stream: the mean signed error of each channel over the window, and the root mean square of all.</summary>
internal sealed class ReconstructionSource : IViewSource
{
    private readonly ReconstructionNetwork _network;
    private readonly Tape _tape = Tape.ForInference(1);
    private readonly float[] _window;
    private readonly double[] _sums;
    private int _rows;
    private int _worst;

    public ReconstructionSource(ReconstructionNetwork network)
    {
        _network = network;
        _window = new float[network.Window * network.Channels];
        _sums = new double[network.Channels];
    }

    public int ViewCount => _network.Channels + 1;

    public int ChannelOf(int view) => view < _network.Channels ? view : _worst;

    public void Restart() => _rows = 0;

    public void Read(long ticks, ReadOnlySpan<double> row, Span<double> views, Span<double> expected)
    {
        var channels = _network.Channels;
        _window.AsSpan(channels).CopyTo(_window);
        ReconstructionNetwork.Fill(_window.AsSpan(_window.Length - channels), row);
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
        var (squares, largest) = (0.0, -1.0);
        for (var step = 0; step < window; step++)
        {
            for (var channel = 0; channel < channels; channel++)
            {
                var error = _window[((window - 1 - step) * channels) + channel] - (double)written[(step * channels) + channel];
                _sums[channel] += error / window;
                squares += error * error;
            }
        }
        for (var channel = 0; channel < channels; channel++)
        {
            views[channel] = _sums[channel];
            expected[channel] = Math.Sinh(written[channel]);
            if (Math.Abs(_sums[channel]) <= largest) continue;
            (largest, _worst) = (Math.Abs(_sums[channel]), channel);
        }
        views[channels] = Math.Sqrt(squares / (window * channels));
        expected[channels] = expected[_worst];
        _tape.Reset();
    }
}
