using Recurrent.Layers.Cells;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Ops.Recurrences;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Sequence;

/// <summary>A unit whose time loop is one op and whose streams and inference passes share one packed copy of the weights.</summary>
internal abstract class FusedUnit : RecurrentUnit
{
    private readonly GatedCell _cell;
    private readonly PackedWeights<RecurrentStepper>[] _steppers;
    private readonly Recomputation _recomputation;
    private readonly float _weightDropout, _zoneout;

    protected FusedUnit(GatedCell cell, RecurrentOptions options, Func<WeightPrecision, RecurrentStepper> pack)
    {
        if (options.Zoneout > 0 && !options.Recomputation.IsNone)
        {
            throw new NotSupportedException(
                $"A {cell.GetType().Name} with zoneout ({options.Zoneout}) keeps all states for its backward pass; leave Recomputation ({options.Recomputation}) at its default.");
        }

        _cell = cell;
        _recomputation = options.Recomputation;
        _weightDropout = (float)options.WeightDropout;
        _zoneout = (float)options.Zoneout;
        _steppers = [.. Enum.GetValues<WeightPrecision>().Select(precision => new PackedWeights<RecurrentStepper>(
            () => pack(precision), cell.InputWeight, cell.RecurrentWeight, cell.InputBias, cell.RecurrentBias))];
    }

    public sealed override Module Cell => _cell;

    /// <summary>The share of state values that stay.</summary>
    public float Zoneout => _zoneout;

    public sealed override LayerExecution Execution => LayerExecution.Fused;

    public sealed override StreamUnit OpenStream(StreamOptions options)
    {
        var stream = new FusedStreamUnit(Stepper(options.Weights), options.Threads);
        return _zoneout > 0 ? new ZoneoutStreamUnit(stream, ZeroState(batch: 0).Length, _zoneout) : stream;
    }

    public sealed override StreamRowsUnit OpenStreams(StreamOptions options)
    {
        var streams = new FusedStreamRowsUnit(Stepper(options.Weights), options.Threads);
        return _zoneout > 0 ? new ZoneoutStreamRowsUnit(streams, ZeroState(batch: 0).Length, _zoneout) : streams;
    }

    /// <summary>This unit as one direction of a layer.</summary>
    protected RecurrentSide SideOf(Tape tape, ReadOnlySpan<Tensor> initial, SequenceDirection direction)
    {
        Tensor? hidden = initial.IsEmpty ? null : initial[0], cell = initial.Length > 1 ? initial[1] : null;
        return new RecurrentSide(WeightsFor(tape), new RecurrentStart(hidden, cell, direction, _recomputation, _zoneout));
    }

    protected Tensor Zeros(int batch) => Tensor.Zeros(new Shape(batch, _cell.HiddenSize));

    /// <summary>The weights for a pass: in inference with the packed copy, while training without, because every step changes them.</summary>
    private RecurrentWeights WeightsFor(Tape tape)
    {
        RecurrentWeights weights = _cell.FusedWeights(tape, tape.Dropout(_cell.RecurrentWeight, _weightDropout));
        return tape.IsRecording ? weights : weights with { Packed = Stepper(WeightPrecision.Single) };
    }

    private RecurrentStepper Stepper(WeightPrecision precision) => (uint)precision < (uint)_steppers.Length
        ? _steppers[(int)precision].Current()
        : throw new ArgumentOutOfRangeException(nameof(precision), precision, "There is no such precision of weights; choose Single, BFloat16 or Int8.");
}
