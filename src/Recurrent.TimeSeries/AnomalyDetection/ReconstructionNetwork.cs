using Recurrent.Layers;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>An encoder reads a window into its state; a decoder writes the window backwards from that state alone.</summary>
/// <remarks>Malhotra et al., LSTM-based encoder-decoder for multi-sensor anomaly detection, 2016; the decoder here gets no values, so nothing passes by the state.</remarks>
internal sealed class ReconstructionNetwork : Module, IDetectorNetwork
{
    private readonly SequenceLayer _encoder;
    private readonly SequenceLayer _decoder;
    private readonly Linear _head;

    public ReconstructionNetwork(DetectorArchitecture architecture, InitializationScope initialization)
    {
        (Channels, Window) = (architecture.Channels, architecture.Window);
        _encoder = AddModule("encoder", Layer(architecture, Channels, initialization.Part("encoder")));
        _decoder = AddModule("decoder", Layer(architecture, 1, initialization.Part("decoder")));
        _head = AddModule("head", new Linear(architecture.Hidden, Channels, initialization.Part("head")));
    }

    public int Channels { get; }

    public int Window { get; }

    public Tensor Loss(Tape tape, IReadOnlyList<Segment> segments, int length)
    {
        var targets = new float[length * segments.Count * Channels];
        for (var step = 0; step < length; step++)
            for (var row = 0; row < segments.Count; row++)
                Fill(targets.AsSpan(((step * segments.Count) + row) * Channels, Channels), segments[row].Rows.Row(segments[row].Start + length - 1 - step));
        var inputs = new float[targets.Length];
        for (var step = 0; step < length; step++)
        {
            var width = segments.Count * Channels;
            targets.AsSpan((length - 1 - step) * width, width).CopyTo(inputs.AsSpan(step * width));
        }
        var shape = new Shape(length, segments.Count, Channels);
        return tape.MeanSquaredError(Write(tape, tape.Constant(inputs, shape)), tape.Constant(targets, shape));
    }

    /// <summary>Writes windows again.</summary>
    /// <param name="tape">Where the result lives.</param>
    /// <param name="window">Compressed rows in order. <c>[W, B, D]</c></param>
    /// <returns>The same rows as far as the state tells, the last one first. <c>[W, B, D]</c></returns>
    public Tensor Write(Tape tape, Tensor window)
    {
        var state = _encoder.Run(tape, new SequenceBatch(window)).State;
        var (time, batch) = (window.Shape[0], window.Shape[1]);
        var ones = new float[time * batch];
        Array.Fill(ones, 1);
        return _head.Run(tape, _decoder.Run(tape, new SequenceBatch(tape.Constant(ones, new Shape(time, batch, 1))), state).Outputs.Values);
    }

    public static void Fill(Span<float> destination, ReadOnlySpan<double> row)
    {
        for (var channel = 0; channel < row.Length; channel++) destination[channel] = PredictionNetwork.Compress(row[channel]);
    }

    private static SequenceLayer Layer(DetectorArchitecture architecture, int inputs, InitializationScope scope) =>
        SequenceLayers.BuiltIn.Create(
            architecture.Cell,
            new RecurrentOptions { InputSize = inputs, HiddenSize = architecture.Hidden, Layers = architecture.Layers },
            scope);
}
