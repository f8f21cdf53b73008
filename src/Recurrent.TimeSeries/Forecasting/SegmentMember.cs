using System.Collections.Immutable;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>A network that takes a segment of w steps at a time: few recurrent steps over a long past, and all segments ahead at once.</summary>
/// <remarks>
/// <c>e_i = ReLU(W_e [x_{iw}, …, x_{iw+w−1}] + b_e)</c>, h = the recurrent layer over all e; each segment ahead is one step of the same layer from h
/// with <c>ReLU(W_d [u_{jw}, …] + b_d)</c> as its input; a linear map gives the quantiles of its w steps. After SegRNN (Lin et al., 2023,
/// segment-wise iterations and parallel multi-step forecasting). As in <see cref="StepMember"/> the untrained network is the base forecast.
/// </remarks>
internal sealed class SegmentMember : ForecastMember
{
    private readonly Linear _embedPast;
    private readonly Linear _embedAhead;
    private readonly SequenceLayer _layer;
    private readonly Linear _head;
    private readonly Linear _skip;
    private readonly float _dropout;
    private readonly int _segment;
    private readonly int _quantiles;

    public SegmentMember(ForecastArchitecture architecture, InitializationScope initialization)
    {
        _dropout = (float)architecture.Dropout;
        _segment = architecture.SegmentLength;
        _quantiles = architecture.Quantiles.Length;
        var hidden = architecture.Hidden;
        _embedPast = AddModule("embed_past", new Linear(checked(_segment * architecture.EncoderInputs), hidden, initialization.Part("embed_past")));
        _embedAhead = AddModule("embed_ahead", new Linear(checked(_segment * architecture.DecoderInputs), hidden, initialization.Part("embed_ahead")));
        _layer = AddModule("layer", CreateLayer(architecture, hidden, initialization.Part("layer")));
        _head = AddModule("head", new Linear(_layer.OutputSize, checked(_segment * _quantiles), initialization.Part("head"), weights: Initializer.Zeros));
        _skip = AddModule("skip", new Linear(architecture.DecoderInputs, _quantiles, initialization.Part("skip"), hasBias: false, Initializer.Zeros));
    }

    /// <inheritdoc/>
    public override void SetBias(ReadOnlySpan<float> quantiles)
    {
        var bias = _head.Bias!.BeginUpdate();
        for (var step = 0; step < _segment; step++) quantiles.CopyTo(bias[(step * _quantiles)..]);
    }

    /// <inheritdoc/>
    public override Tensor Run(Tape tape, SequenceBatch past, Tensor ahead)
    {
        var rows = past.Batch;
        var segments = tape.Relu(_embedPast.Run(tape, Segments(tape, past.Values)));
        ImmutableArray<int> lengths = [.. Enumerable.Range(0, rows).Select(row => (past.LengthOf(row) + _segment - 1) / _segment)];
        var state = _layer.Run(tape, new SequenceBatch(segments, lengths)).State;

        var queries = tape.Relu(_embedAhead.Run(tape, Segments(tape, ahead)));
        var count = queries.Shape[0];
        var starts = new SequenceState([.. state.Components.Select(component => Repeat(tape, component, count))]);
        var answers = _layer.Run(tape, new SequenceBatch(queries.Reshape(new Shape(1, count * rows, queries.Shape[2]))), starts).Outputs.Values;
        var values = _head.Run(tape, tape.Dropout(answers, _dropout)).Reshape(new Shape(count, rows, _segment, _quantiles));
        var steps = tape.Permute(values, 0, 2, 1, 3).Reshape(new Shape(count * _segment, rows, _quantiles));
        return tape.Add(tape.Slice(steps, axis: 0, 0, ahead.Shape[0]), _skip.Run(tape, ahead));
    }

    /// <summary><c>[T, B, D]</c> as <c>[⌈T/w⌉, B, w·D]</c>, zeros after the end.</summary>
    private Tensor Segments(Tape tape, Tensor steps)
    {
        var (time, rows, width) = (steps.Shape[0], steps.Shape[1], steps.Shape[2]);
        var count = (time + _segment - 1) / _segment;
        var missing = (count * _segment) - time;
        if (missing > 0) steps = tape.Concat(0, steps, Tensor.Zeros(new Shape(missing, rows, width)));
        return tape.Permute(steps.Reshape(new Shape(count, _segment, rows, width)), 0, 2, 1, 3).Reshape(new Shape(count, rows, _segment * width));
    }

    /// <summary>A state for every segment ahead, all alike: <c>[L, B, H]</c> as <c>[L, n·B, H]</c>.</summary>
    private static Tensor Repeat(Tape tape, Tensor component, int count) =>
        tape.Concat(1, [.. Enumerable.Repeat(component, count)]);
}
