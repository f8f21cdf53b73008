using System.Runtime.CompilerServices;
using Recurrent.Kernels.Memory;
using Recurrent.Kernels.Sequences;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Tensors.Ops.Recurrences;

/// <summary>A recurrence that keeps all that its backward pass needs.</summary>
internal sealed class WholeSequenceOp : RecurrentSequenceOp
{
    private readonly SequencePlan _plan;
    private readonly ForwardMemory _memory;
    private readonly AlignedBuffer _saved;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private WholeSequenceOp(Tape tape, CellLayout layout, SequenceBatch input, RecurrentWeights weights, RecurrentStart start)
        : base(tape, layout, input, weights, start)
    {
        _plan = new SequencePlan(input.Time, input.Batch, input.Lengths, start.Direction == SequenceDirection.Reverse);
        bool saves = Outputs.RequiresGradient;
        _memory = new ForwardMemory(layout, _plan, start.Hidden is not null, saves, UsesPacked(tape, layout, weights));
        _saved = saves ? tape.RentScratch(_memory.SavedLength) : tape.RentTemporary(_memory.SavedLength);
    }

    /// <summary>All of the sequence.</summary>
    private RecurrentRun Sequence => new()
    {
        Layout = Layout,
        Plan = _plan,
        Memory = _memory,
        Weights = Weights,
        Input = Input.Values.Values,
        InitialHidden = RecurrentRun.ValuesOf(Start.Hidden),
        InitialCell = RecurrentRun.ValuesOf(Start.Cell),
        Saved = _saved.Span,
        Outputs = Outputs.Writable,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static WholeSequenceOp Run(Tape tape, CellLayout layout, SequenceBatch input, RecurrentWeights weights, RecurrentStart start)
    {
        var op = new WholeSequenceOp(tape, layout, input, weights, start);
        op.Forward(tape);
        return op;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Forward(Tape tape)
    {
        AlignedBuffer work = tape.RentTemporary(_memory.WorkLength);
        ReadOnlySpan<float> packed = _memory.HasPackedWeights ? Weights.Packed!.PackedWeights : default;
        Sequence.Forward(packed, work.Span, Final).Run(tape.Team);
        tape.ReturnTemporary(work);
        if (_memory.Saves)
        {
            tape.Record(this);
        }
        else
        {
            tape.ReturnTemporary(_saved);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(Tape tape)
    {
        AlignedBuffer gates = tape.RentTemporary(checked(_plan.Cells * Layout.GateGradientPitch));
        AlignedBuffer work = tape.RentTemporary(SequenceBackward.WorkLength(Layout, _plan, Outputs.HasGradient));
        int states = Hidden.Shape.Length;
        AlignedBuffer starts = tape.RentTemporary(2 * states);
        var backward = new RecurrentBackward
        {
            Run = Sequence,
            OutputGradient = Outputs.Gradient,
            FinalHiddenGradient = Hidden.Gradient,
            FinalCellGradient = Cell is null ? default : Cell.Gradient,
            InitialGradient = WantedOf(RecurrentStates.In(starts.Span, states, hasCell: true)),
            GateGradient = gates.Span,
        };
        backward.ThroughTime(work.Span).Run(tape.Team);
        AddStartGradients(tape, backward.InitialGradient);
        tape.ReturnTemporary(starts);
        tape.ReturnTemporary(work);
        bool replaces = false;
        Span<float> inputGradient = Input.Values.RequiresGradient ? Input.Values.BeginGradient(tape, out replaces) : default;
        backward.AddGradients(tape, _plan.Cells, inputGradient, replaces);
        tape.ReturnTemporary(gates);
    }

    private static bool UsesPacked(Tape tape, CellLayout layout, RecurrentWeights weights) =>
        !tape.IsRecording && weights.Packed?.IsFor(layout) == true;
}
