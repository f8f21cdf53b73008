using Microsoft.ML;
using Recurrent.MLNet.Rows;
using Recurrent.TimeSeries.AnomalyDetection;

namespace Recurrent.MLNet.AnomalyDetection;

/// <summary>Judges every row by those before it, on a stream that begins with the pass.</summary>
internal sealed class StreamPredictor(Detector model, DetectionLayout layout, DataViewRow input) : IRowPredictor
{
    private readonly DetectorStream _stream = model.OpenStream();
    private readonly Func<IReadOnlyList<double>>[] _channels = layout.OpenChannels(input);
    private readonly Func<long> _time = layout.OpenTime(input);
    private readonly double[] _row = new double[layout.Names.Length];
    private Detection _current;

    public void Advance()
    {
        var at = 0;
        foreach (var channel in _channels)
            foreach (var value in channel()) _row[at++] = value;
        _current = _stream.Push(_time(), _row);
    }

    public Delegate Getter(int output) => DetectionMapping.Getter(output, () => _current, model.Channels);
}
