using System.Runtime.CompilerServices;
using Recurrent.Kernels.Memory;
using Recurrent.Kernels.Sequences;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Tensors.Ops.Recurrences;

/// <summary>
/// A recurrence that keeps only the states between windows of steps; the backward pass runs each window again, this time keeping all, before
/// it goes back through it.
/// </summary>
/// <remarks>Chen et al., "Training Deep Nets with Sublinear Memory Cost", 2016; Gruslys et al., "Memory-Efficient Backpropagation Through Time", 2016.</remarks>
internal sealed class RecomputedSequenceOp : RecurrentSequenceOp
{
    private readonly RecurrentWindows _windows;

    /// <summary>The states before every window but the first.</summary>
    private readonly AlignedBuffer _borders;

    private RecomputedSequenceOp(Tape tape, CellLayout layout, SequenceBatch input, RecurrentWeights weights, RecurrentStart start)
        : base(tape, layout, input, weights, start)
    {
        _windows = new RecurrentWindows(input, start.Recomputation.StepsBetweenStates(input.Time), start.Direction);
        _borders = tape.RentScratch(checked((_windows.Count - 1) * BorderLength));
    }

    private int StateLength => Hidden.Shape.Length;

    private int BorderLength => Layout.HasCellState ? 2 * StateLength : StateLength;

    /// <summary>Floats of the outputs of one step.</summary>
    private int OutputPitch => StateLength;

    private int InputPitch => Input.Batch * Input.Features;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static RecomputedSequenceOp Run(Tape tape, CellLayout layout, SequenceBatch input, RecurrentWeights weights, RecurrentStart start)
    {
        var op = new RecomputedSequenceOp(tape, layout, input, weights, start);
        op.Forward(tape);
        tape.Record(op);
        return op;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Forward(Tape tape)
    {
        WindowMemory memory = WindowMemory.Rent(tape, MaximumSaved(saves: false), MaximumWork(saves: false));
        AlignedBuffer packed = Pack(tape);
        for (int index = 0; index < _windows.Count; index++)
        {
            RecurrentStates final = index + 1 < _windows.Count ? Border(index + 1) : Final;
            RecurrentRun window = Window(index, saves: false, memory.Saved, Rows(Outputs.Writable, index, OutputPitch));
            window.Forward(packed.Span[..Layout.PackedLength], memory.Work, final).Run(tape.Team);
        }

        tape.ReturnTemporary(packed);
        memory.Return(tape);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(Tape tape)
    {
        WindowMemory memory = WindowMemory.Rent(tape, MaximumSaved(saves: true), Math.Max(MaximumWork(saves: true), MaximumBackwardWork()));
        AlignedBuffer packed = Pack(tape);
        AlignedBuffer outputs = tape.RentTemporary(checked(_windows.MaximumSteps * OutputPitch));
        AlignedBuffer gates = tape.RentTemporary(checked(_windows.MaximumCells * Layout.GateGradientPitch));
        AlignedBuffer states = tape.RentTemporary(2 * BorderLength);
        RecurrentStates final = RecurrentStates.In(states.Span, StateLength, Layout.HasCellState);
        RecurrentStates carried = RecurrentStates.In(states.Span[BorderLength..], StateLength, Layout.HasCellState);
        CopyOrClear(Hidden.Gradient, carried.Hidden);
        CopyOrClear(Cell is null ? default : Cell.Gradient, carried.Cell);
        bool replaces = false;
        Span<float> inputGradient = Input.Values.RequiresGradient ? Input.Values.BeginGradient(tape, out replaces) : default;
        for (int index = _windows.Count - 1; index >= 0; index--)
        {
            RecurrentRun window = Window(index, saves: true, memory.Saved, outputs.Span[..(_windows.Plan(index).Time * OutputPitch)]);
            window.Forward(packed.Span[..Layout.PackedLength], memory.Work, final).Run(tape.Team);
            RecurrentBackward backward = BackwardOf(window, index, carried, gates.Span);
            backward.ThroughTime(memory.Work).Run(tape.Team);
            backward.AddGradients(tape, _windows.MaximumCells, Rows(inputGradient, index, InputPitch), replaces);
        }

        AddStartGradients(tape, WantedOf(carried));
        tape.ReturnTemporary(states);
        tape.ReturnTemporary(gates);
        tape.ReturnTemporary(outputs);
        tape.ReturnTemporary(packed);
        memory.Return(tape);
    }

    /// <summary>A window's steps; it starts from the border before it, or where the sequence starts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private RecurrentRun Window(int index, bool saves, Span<float> saved, Span<float> outputs)
    {
        RecurrentStates border = index > 0 ? Border(index) : default;
        return new RecurrentRun
        {
            Layout = Layout,
            Plan = _windows.Plan(index),
            Memory = MemoryOf(index, saves),
            Weights = Weights,
            Input = Rows(InputValues, index, InputPitch),
            InitialHidden = index > 0 ? border.Hidden : RecurrentRun.ValuesOf(Start.Hidden),
            InitialCell = index > 0 ? border.Cell : RecurrentRun.ValuesOf(Start.Cell),
            Saved = saved,
            Outputs = outputs,
        };
    }

    /// <summary>The gradient that arrives at the window's last states leaves at its first, in the same memory.</summary>
    private RecurrentBackward BackwardOf(RecurrentRun window, int index, RecurrentStates carried, Span<float> gates) => new()
    {
        Run = window,
        OutputGradient = Rows(Outputs.Gradient, index, OutputPitch),
        FinalHiddenGradient = carried.Hidden,
        FinalCellGradient = carried.Cell,
        InitialGradient = index > 0 ? carried : WantedOf(carried),
        GateGradient = gates,
    };

    private RecurrentStates Border(int index) =>
        RecurrentStates.In(_borders.Span.Slice((index - 1) * BorderLength, BorderLength), StateLength, Layout.HasCellState);

    private ForwardMemory MemoryOf(int index, bool saves) =>
        new(Layout, _windows.Plan(index), index > 0 || Start.Hidden is not null, saves, hasPackedWeights: true);

    /// <summary>The part of a tensor <c>[T, B, D]</c> that a window covers; empty when there is no tensor.</summary>
    private Span<float> Rows(Span<float> tensor, int index, int pitch) =>
        tensor.IsEmpty ? default : tensor.Slice(_windows.Start(index) * pitch, _windows.Plan(index).Time * pitch);

    private ReadOnlySpan<float> Rows(ReadOnlySpan<float> tensor, int index, int pitch) =>
        tensor.IsEmpty ? default : tensor.Slice(_windows.Start(index) * pitch, _windows.Plan(index).Time * pitch);

    /// <summary>Packed once for all windows.</summary>
    private AlignedBuffer Pack(Tape tape)
    {
        AlignedBuffer packed = tape.RentTemporary(Layout.PackedLength);
        var weights = new StepWeights
        {
            Input = Weights.Input.Values,
            Recurrent = Weights.Recurrent.Values,
            InputBias = RecurrentRun.ValuesOf(Weights.InputBias),
            RecurrentBias = RecurrentRun.ValuesOf(Weights.RecurrentBias),
        };
        PackedCell.Pack(Layout, weights, packed.Span);
        return packed;
    }

    private int MaximumSaved(bool saves)
    {
        int maximum = 0;
        for (int index = 0; index < _windows.Count; index++)
        {
            maximum = Math.Max(maximum, MemoryOf(index, saves).SavedLength);
        }

        return maximum;
    }

    private int MaximumWork(bool saves)
    {
        int maximum = 0;
        for (int index = 0; index < _windows.Count; index++)
        {
            maximum = Math.Max(maximum, MemoryOf(index, saves).WorkLength);
        }

        return maximum;
    }

    private int MaximumBackwardWork()
    {
        int maximum = 0;
        for (int index = 0; index < _windows.Count; index++)
        {
            maximum = Math.Max(maximum, SequenceBackward.WorkLength(Layout, _windows.Plan(index), Outputs.HasGradient));
        }

        return maximum;
    }

    private static void CopyOrClear(ReadOnlySpan<float> source, Span<float> destination)
    {
        if (source.IsEmpty)
        {
            destination.Clear();
        }
        else
        {
            source.CopyTo(destination);
        }
    }
}
