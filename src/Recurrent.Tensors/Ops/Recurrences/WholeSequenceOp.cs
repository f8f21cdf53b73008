using System.Runtime.CompilerServices;
using Recurrent.Kernels.Memory;
using Recurrent.Kernels.Sequences;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Tensors.Ops.Recurrences;

/// <summary>A recurrence that keeps all that its backward pass needs.</summary>
internal sealed class WholeSequenceOp : RecurrentSequenceOp
{
    private readonly ForwardMemory _memory;
    private readonly AlignedBuffer _saved;
    private readonly ZoneoutDraw _zoneout;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public WholeSequenceOp(Tape tape, CellLayout layout, SequenceBatch input, RecurrentWeights weights, RecurrentStart start)
        : base(tape, layout, input, weights, start)
    {
        Plan = new SequencePlan(input.Time, input.Batch, input.Lengths, start.Direction == SequenceDirection.Reverse);
        bool saves = Outputs.RequiresGradient;
        _zoneout = new ZoneoutDraw(tape, start.Zoneout, Outputs.Shape, layout.HasCellState);
        _memory = new ForwardMemory(layout, Plan, start.Hidden is not null, saves, UsesPacked(tape, layout, weights));
        _saved = saves ? tape.RentScratch(_memory.SavedLength) : tape.RentTemporary(_memory.SavedLength);
    }

    /// <summary>The order of the cells.</summary>
    public SequencePlan Plan { get; }

    /// <summary>Whether a backward pass will follow.</summary>
    public bool Saves => _memory.Saves;

    /// <summary>Floats of temporary memory of the forward pass.</summary>
    public int WorkLength => _memory.WorkLength;

    /// <summary>All of the sequence.</summary>
    private RecurrentRun Sequence => new()
    {
        Layout = Layout,
        Plan = Plan,
        Memory = _memory,
        Weights = Weights,
        Input = InputValues,
        InitialHidden = RecurrentRun.ValuesOf(Start.Hidden),
        InitialCell = RecurrentRun.ValuesOf(Start.Cell),
        Zoneout = _zoneout.Shares,
        Saved = _saved.Span,
        Outputs = Outputs.Writable,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Forward(Tape tape)
    {
        AlignedBuffer work = tape.RentTemporary(WorkLength);
        ForwardPass(work.Span).Run(tape.Team);
        tape.ReturnTemporary(work);
        EndForward(tape);
        if (Saves)
        {
            tape.Record(this);
        }
    }

    /// <summary>The forward pass, ready to run; <see cref="EndForward"/> follows.</summary>
    /// <param name="work"><see cref="WorkLength"/> floats.</param>
    public SequenceForward ForwardPass(Span<float> work) =>
        Sequence.Forward(_memory.HasPackedWeights ? Weights.Packed!.PackedWeights : default, work, Final);

    /// <summary>Gives back what no backward pass will read.</summary>
    public void EndForward(Tape tape)
    {
        if (!Saves)
        {
            tape.ReturnTemporary(_saved);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(Tape tape)
    {
        BackwardBuffers buffers = RentBackward(tape);
        RecurrentBackward backward = BackwardPass(buffers);
        backward.ThroughTime(buffers.Work).Run(tape.Team);
        EndBackward(tape, backward);
        buffers.Return(tape);
    }

    /// <summary>Memory for <see cref="BackwardPass"/>.</summary>
    public BackwardBuffers RentBackward(Tape tape) => new(
        tape,
        gates: checked(Plan.Cells * Layout.GateGradientPitch),
        work: SequenceBackward.WorkLength(Layout, Plan, Outputs.HasGradient),
        states: 2 * Hidden.Shape.Length);

    /// <summary>The backward pass, ready to go through time; <see cref="EndBackward"/> follows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public RecurrentBackward BackwardPass(BackwardBuffers buffers) => new()
    {
        Run = Sequence,
        OutputGradient = Outputs.Gradient,
        FinalHiddenGradient = Hidden.Gradient,
        FinalCellGradient = Cell is null ? default : Cell.Gradient,
        InitialGradient = WantedOf(RecurrentStates.In(buffers.States, Hidden.Shape.Length, hasCell: true)),
        GateGradient = buffers.Gates,
    };

    /// <summary>Adds to the gradients of initial states, weights and input.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void EndBackward(Tape tape, RecurrentBackward backward)
    {
        AddStartGradients(tape, backward.InitialGradient);
        bool replaces = false;
        Span<float> inputGradient = Input.Values.RequiresGradient ? Input.Values.BeginGradient(tape, out replaces) : default;
        backward.AddGradients(tape, Plan.Cells, inputGradient, replaces);
    }

    private static bool UsesPacked(Tape tape, CellLayout layout, RecurrentWeights weights) =>
        !tape.IsRecording && weights.Packed?.IsFor(layout) == true;
}
