using Recurrent.Layers;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>One recurrent layer that predicts the next row: x_{t+1} = W h_t + S x_t + b.</summary>
/// <remarks>S begins at the unit matrix and W at 0, so that the untrained network repeats the last row.</remarks>
internal sealed class PredictionNetwork : Module, IDetectorNetwork
{
    private readonly SequenceLayer _layer;
    private readonly Linear _head;
    private readonly Linear _skip;

    public PredictionNetwork(DetectorArchitecture architecture, InitializationScope initialization)
    {
        Channels = architecture.Channels;
        HasClock = architecture.HasClock;
        HiddenSize = architecture.Hidden;
        InputSize = Channels + (HasClock ? DayClock.Features : 0);
        var options = new RecurrentOptions { InputSize = InputSize, HiddenSize = HiddenSize, Layers = architecture.Layers };
        _layer = AddModule("layer", SequenceLayers.BuiltIn.Create(architecture.Cell, options, initialization.Part("layer")));
        _head = AddModule("head", new Linear(HiddenSize, Channels, initialization.Part("head"), weights: Initializer.Zeros));
        _skip = AddModule("skip", new Linear(Channels, Channels, initialization.Part("skip"), hasBias: false, new Identity()));
    }

    public int Channels { get; }

    public int HiddenSize { get; }

    public int InputSize { get; }

    public bool HasClock { get; }

    /// <summary>What the layer reads instead of a value: a wild one does not saturate it.</summary>
    public static float Compress(double value) => (float)Math.Asinh(value);

    public SequenceStream OpenStream() => _layer.OpenStream(1);

    /// <summary>Mean Huber loss of predicting each row from those before it.</summary>
    public Tensor Loss(Tape tape, IReadOnlyList<Segment> segments, int length)
    {
        var (time, batch) = (length - 1, segments.Count);
        var inputs = new float[time * batch * InputSize];
        var rows = new float[time * batch * Channels];
        var targets = new float[time * batch * Channels];
        for (var step = 0; step < time; step++)
        {
            for (var row = 0; row < batch; row++)
            {
                var (values, at, place) = (segments[row].Rows, segments[row].Start + step, (step * batch) + row);
                Fill(inputs.AsSpan(place * InputSize, InputSize), values, at);
                Copy(values.Row(at), rows.AsSpan(place * Channels, Channels));
                Copy(values.Row(at + 1), targets.AsSpan(place * Channels, Channels));
            }
        }
        var output = _layer.Run(tape, new SequenceBatch(tape.Constant(inputs, new Shape(time, batch, InputSize)))).Outputs.Values;
        var shape = new Shape(time, batch, Channels);
        return tape.Huber(tape.Add(_head.Run(tape, output), _skip.Run(tape, tape.Constant(rows, shape))), tape.Constant(targets, shape));
    }

    private void Fill(Span<float> input, NormalisedRows values, int row)
    {
        for (var channel = 0; channel < Channels; channel++) input[channel] = Compress(values.Row(row)[channel]);
        if (HasClock) Copy(DayClock.At(values.Table.Ticks(row)), input[Channels..]);
    }

    private static void Copy(ReadOnlySpan<double> source, Span<float> destination)
    {
        for (var index = 0; index < source.Length; index++) destination[index] = (float)source[index];
    }

    /// <summary>The readout's first weights, row-major <c>[D, F]</c> in the order of <see cref="PredictionSource"/>'s features.</summary>
    public double[] ReadoutWeights(int features)
    {
        var weights = new double[Channels * features];
        for (var channel = 0; channel < Channels; channel++)
        {
            var row = weights.AsSpan(channel * features, features);
            for (var unit = 0; unit < HiddenSize; unit++) row[unit] = _head.Weight.Values[(channel * HiddenSize) + unit];
            for (var other = 0; other < Channels; other++) row[HiddenSize + other] = _skip.Weight.Values[(channel * Channels) + other];
            row[^1] = _head.Bias!.Values[channel];
        }
        return weights;
    }
}
