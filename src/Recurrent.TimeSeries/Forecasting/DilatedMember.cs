using System.Collections.Immutable;
using System.Globalization;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Recurrent layers whose state comes from 1, 2, 4, … steps before, with shortcuts around every two, and all steps ahead read off the last output.</summary>
/// <remarks>
/// <para>Block k: <c>y^k = y^{k−1} + r_{2k+1}(r_{2k}(y^{k−1}))</c>, the first without the shortcut, where layer j is the recurrent layer with
/// <c>s_t = f(x_t, s_{t−2^j})</c> (dilated recurrence: Chang et al., 2017; stacked with shortcuts as in ES-RNN: Smyl, 2020). A step ahead is
/// <c>z_h = W ReLU(A y_last + C u_h + a) + S u_h + b</c>.</para>
/// <para>As in <see cref="StepMember"/> W and S begin at 0, so that the untrained network is the base forecast.</para>
/// </remarks>
internal sealed class DilatedMember : ForecastMember
{
    private const int LayersPerBlock = 2;
    private readonly SequenceLayer[] _layers;
    private readonly Linear _past;
    private readonly Linear _ahead;
    private readonly Linear _head;
    private readonly Linear _skip;
    private readonly float _dropout;

    public DilatedMember(ForecastArchitecture architecture, InitializationScope initialization)
    {
        if (architecture.Layers > ForecasterOptions.MostDilatedBlocks)
            throw new ArgumentException($"A dilated network has 1 to {ForecasterOptions.MostDilatedBlocks} blocks of {LayersPerBlock} layers, received {architecture.Layers}; ask for fewer layers.", nameof(architecture));
        _dropout = (float)architecture.Dropout;
        var (hidden, quantiles) = (architecture.Hidden, architecture.Quantiles.Length);
        _layers = new SequenceLayer[LayersPerBlock * architecture.Layers];
        var single = architecture with { Layers = 1 };
        for (var index = 0; index < _layers.Length; index++)
        {
            var name = "layer_" + index.ToString(CultureInfo.InvariantCulture);
            var inputs = index == 0 ? architecture.EncoderInputs : _layers[index - 1].OutputSize;
            _layers[index] = AddModule(name, CreateLayer(single, inputs, initialization.Part(name)));
        }
        _past = AddModule("past", new Linear(_layers[^1].OutputSize, hidden, initialization.Part("past"), hasBias: false));
        _ahead = AddModule("ahead", new Linear(architecture.DecoderInputs, hidden, initialization.Part("ahead")));
        _head = AddModule("head", new Linear(hidden, quantiles, initialization.Part("head"), weights: Initializer.Zeros));
        _skip = AddModule("skip", new Linear(architecture.DecoderInputs, quantiles, initialization.Part("skip"), hasBias: false, Initializer.Zeros));
    }

    /// <inheritdoc/>
    public override void SetBias(ReadOnlySpan<float> quantiles) => quantiles.CopyTo(_head.Bias!.BeginUpdate());

    /// <inheritdoc/>
    public override Tensor Run(Tape tape, SequenceBatch past, Tensor ahead)
    {
        var (horizon, rows) = (ahead.Shape[0], ahead.Shape[1]);
        var summary = _past.Run(tape, tape.Dropout(Last(tape, past.With(Encode(tape, past))), _dropout));
        var everywhere = tape.BroadcastTo(summary, new Shape(horizon, rows, summary.Shape[1]));
        var hidden = tape.Relu(tape.Add(everywhere, _ahead.Run(tape, ahead)));
        return tape.Add(_head.Run(tape, tape.Dropout(hidden, _dropout)), _skip.Run(tape, ahead));
    }

    private Tensor Encode(Tape tape, SequenceBatch past)
    {
        var values = past.Values;
        for (var first = 0; first < _layers.Length; first += LayersPerBlock)
        {
            var input = values;
            for (var index = first; index < first + LayersPerBlock; index++) values = Dilate(tape, _layers[index], past.With(values), 1 << index);
            if (first > 0) values = tape.Add(input, values);
        }
        return values;
    }

    /// <summary>Runs a layer over every d-th step: step t of row b is step t/d of row (t mod d)·B + b.</summary>
    internal static Tensor Dilate(Tape tape, SequenceLayer layer, SequenceBatch steps, int dilation)
    {
        var (time, rows, width) = (steps.Time, steps.Batch, steps.Features);
        var count = (time + dilation - 1) / dilation;
        var values = steps.Values;
        if (count * dilation > time) values = tape.Concat(0, values, Tensor.Zeros(new Shape((count * dilation) - time, rows, width)));
        ImmutableArray<int> lengths =
        [
            .. Enumerable.Range(0, dilation * rows).Select(lane => (steps.LengthOf(lane % rows) - (lane / rows) + dilation - 1) / dilation),
        ];
        var lanes = new SequenceBatch(values.Reshape(new Shape(count, dilation * rows, width)), lengths);
        var outputs = layer.Run(tape, lanes).Outputs.Values.Reshape(new Shape(count * dilation, rows, layer.OutputSize));
        return count * dilation > time ? tape.Slice(outputs, axis: 0, 0, time) : outputs;
    }

    /// <summary>The last valid step of every row. [B, H]</summary>
    private static Tensor Last(Tape tape, SequenceBatch steps)
    {
        var rows = steps.Batch;
        int[] places = [.. Enumerable.Range(0, rows).Select(row => ((steps.LengthOf(row) - 1) * rows) + row)];
        return tape.SelectRows(steps.Values.Reshape(new Shape(steps.Time * rows, steps.Features)), places);
    }
}
