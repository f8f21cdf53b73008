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

    private readonly float _weightDropout;

    protected FusedUnit(GatedCell cell, RecurrentOptions options, Func<WeightPrecision, RecurrentStepper> pack)
    {
        _cell = cell;
        Recomputation = options.Recomputation;
        _weightDropout = (float)options.WeightDropout;
        _steppers = [.. Enum.GetValues<WeightPrecision>().Select(precision => new PackedWeights<RecurrentStepper>(
            () => pack(precision), cell.InputWeight, cell.RecurrentWeight, cell.InputBias, cell.RecurrentBias))];
    }

    public sealed override Module Cell => _cell;

    public sealed override LayerExecution Execution => LayerExecution.Fused;

    /// <summary>What is kept for the backward pass.</summary>
    protected Recomputation Recomputation { get; }

    public sealed override StreamUnit OpenStream(StreamOptions options) => new FusedStreamUnit(Stepper(options.Weights), options.Threads);

    public sealed override StreamRowsUnit OpenStreams(StreamOptions options) => new FusedStreamRowsUnit(Stepper(options.Weights), options.Threads);

    /// <summary>The weights for a pass: in inference with the packed copy, while training without, because every step changes them.</summary>
    protected RecurrentWeights WeightsFor(Tape tape)
    {
        RecurrentWeights weights = _cell.FusedWeights(tape, tape.Dropout(_cell.RecurrentWeight, _weightDropout));
        return tape.IsRecording ? weights : weights with { Packed = Stepper(WeightPrecision.Single) };
    }

    /// <summary>This unit as one direction of a layer.</summary>
    protected RecurrentSide SideOf(Tape tape, ReadOnlySpan<Tensor> initial, SequenceDirection direction)
    {
        Tensor? hidden = initial.IsEmpty ? null : initial[0], cell = initial.Length > 1 ? initial[1] : null;
        return new RecurrentSide(WeightsFor(tape), new RecurrentStart(hidden, cell, direction, Recomputation));
    }

    protected Tensor Zeros(int batch) => Tensor.Zeros(new Shape(batch, _cell.HiddenSize));

    private RecurrentStepper Stepper(WeightPrecision precision) => (uint)precision < (uint)_steppers.Length
        ? _steppers[(int)precision].Current()
        : throw new ArgumentOutOfRangeException(nameof(precision), precision, "There is no such precision of weights; choose Single, BFloat16 or Int8.");
}
