using System.Runtime.CompilerServices;
using Recurrent.Kernels.Gemm;
using Recurrent.Kernels.Memory;
using Recurrent.Kernels.Sequences;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Tensors.Ops;

/// <summary>One recurrence over whole sequences: what the RNN, LSTM and GRU ops have in common.</summary>
internal sealed class RecurrentSequenceOp : TapeNode
{
    private readonly SequenceBatch _input;
    private readonly RecurrentWeights _weights;
    private readonly RecurrentStart _start;
    private readonly SequencePlan _plan;
    private readonly CellLayout _layout;
    private readonly ForwardMemory _memory;
    private readonly AlignedBuffer _saved;

    // The input without small numbers, when it has some and a backward pass may come.
    private AlignedBuffer? _flushed;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private RecurrentSequenceOp(Tape tape, CellLayout layout, SequenceBatch input, RecurrentWeights weights, RecurrentStart start)
    {
        _input = input;
        _weights = weights;
        _start = start;
        _layout = layout;
        _plan = new SequencePlan(input.Time, input.Batch, input.Lengths, start.Direction == SequenceDirection.Reverse);
        bool requiresGradient = tape.IsRecording && (input.Values.RequiresGradient || weights.RequiresGradient || start.RequiresGradient);
        _memory = new ForwardMemory(layout, _plan, start.Hidden is not null, requiresGradient, UsesPacked(tape, layout, weights));
        _saved = requiresGradient ? tape.RentScratch(_memory.SavedLength) : tape.RentTemporary(_memory.SavedLength);
        var state = new Shape(input.Batch, layout.HiddenSize);
        Outputs = tape.NewTensor(new Shape(input.Time, input.Batch, layout.HiddenSize), requiresGradient);
        Hidden = tape.NewTensor(state, requiresGradient);
        Cell = layout.HasCellState ? tape.NewTensor(state, requiresGradient) : null;
    }

    public Tensor Outputs { get; }

    public Tensor Hidden { get; }

    public Tensor? Cell { get; }

    /// <inheritdoc/>
    public override bool IsReached => Outputs.HasGradient || Hidden.HasGradient || Cell?.HasGradient == true;

    private ReadOnlySpan<float> Input => _flushed is null ? _input.Values.Values : _flushed.Span[.._input.Values.Shape.Length];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static RecurrentSequenceOp Run(Tape tape, SequenceCell cell, SequenceBatch input, RecurrentWeights weights, RecurrentStart start)
    {
        ArgumentNullException.ThrowIfNull(input);
        int gates = new CellLayout(cell, 1, 1, 1).Gates;
        weights.Check(gates);
        if (input.Features != weights.InputSize)
        {
            throw new ArgumentException($"The input {input.Values.Shape} has {input.Features} features a step; the weights {weights.Input.Shape} expect {weights.InputSize}.", nameof(input));
        }

        start.Check(new Shape(input.Batch, weights.HiddenSize));
        var op = new RecurrentSequenceOp(tape, CellLayout.Of(cell, weights.InputSize, weights.HiddenSize), input, weights, start);
        op.Forward(tape);
        return op;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Forward(Tape tape)
    {
        AlignedBuffer work = tape.RentTemporary(_memory.WorkLength);
        _flushed = SmallInputs.Flush(tape, _input.Values);
        new SequenceForward
        {
            Plan = _plan,
            Layout = _layout,
            Memory = _memory,
            Input = Input,
            PackedWeights = _memory.HasPackedWeights ? _weights.Packed!.PackedWeights : default,
            InputWeights = _weights.Input.Values,
            RecurrentWeights = _weights.Recurrent.Values,
            InputBias = ValuesOf(_weights.InputBias),
            RecurrentBias = ValuesOf(_weights.RecurrentBias),
            InitialHidden = ValuesOf(_start.Hidden),
            InitialCell = ValuesOf(_start.Cell),
            Saved = _saved.Span,
            Work = work.Span,
            Outputs = Outputs.Writable,
            FinalHidden = Hidden.Writable,
            FinalCell = Cell is null ? default : Cell.Writable,
        }.Run(tape.Team);
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
        bool hasOutputGradient = Outputs.HasGradient;
        AlignedBuffer gates = tape.RentTemporary(checked(_plan.Cells * _layout.GateGradientPitch));
        AlignedBuffer work = tape.RentTemporary(SequenceBackward.WorkLength(_layout, _plan, hasOutputGradient));
        int states = Hidden.Shape.Length;
        AlignedBuffer starts = tape.RentTemporary(2 * states);
        Span<float> hiddenGradient = _start.Hidden?.RequiresGradient == true ? starts.Span[..states] : default;
        Span<float> cellGradient = _start.Cell?.RequiresGradient == true ? starts.Span.Slice(states, states) : default;
        new SequenceBackward
        {
            Plan = _plan,
            Layout = _layout,
            Memory = _memory,
            RecurrentWeights = _weights.Recurrent.Values,
            Saved = _saved.Span,
            Outputs = Outputs.Values,
            InitialHidden = ValuesOf(_start.Hidden),
            OutputGradient = Outputs.Gradient,
            FinalHiddenGradient = Hidden.Gradient,
            FinalCellGradient = Cell is null ? default : Cell.Gradient,
            Work = work.Span,
            GateGradient = gates.Span,
            InitialHiddenGradient = hiddenGradient,
            InitialCellGradient = cellGradient,
        }.Run(tape.Team);
        if (!hiddenGradient.IsEmpty)
        {
            tape.AddGradient(_start.Hidden!, hiddenGradient);
        }

        if (!cellGradient.IsEmpty)
        {
            tape.AddGradient(_start.Cell!, cellGradient);
        }

        tape.ReturnTemporary(starts);
        tape.ReturnTemporary(work);
        var gradients = new SequenceGradients
        {
            Plan = _plan,
            Layout = _layout,
            GateGradient = gates.Span,
            ResetHidden = _layout.HasResetHidden ? _saved.Span.Slice(_memory.ResetHidden, _plan.Cells * _layout.PaddedHiddenSize) : default,
            Team = tape.Team,
        };
        AddWeightGradients(tape, gradients);
        AddBiasGradients(tape, gradients);
        AddInputGradient(tape, gradients);
        tape.ReturnTemporary(gates);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddWeightGradients(Tape tape, SequenceGradients gradients)
    {
        Span<float> saved = _saved.Span;
        if (_weights.Input.RequiresGradient)
        {
            ReadOnlySpan<float> input = _plan.IsNatural ? Input : saved.Slice(_memory.PackedInput, _plan.Cells * _layout.InputSize);
            Span<float> gradient = _weights.Input.BeginGradient(tape, out bool isFresh);
            gradients.InputWeights(input, gradient, ModeOf(isFresh));
        }

        if (_weights.Recurrent.RequiresGradient)
        {
            int length = _plan.Cells * _layout.HiddenSize;
            ReadOnlySpan<float> hidden = _plan.IsNatural ? Outputs.Values : saved.Slice(_memory.Hidden, length);
            ReadOnlySpan<float> start = _memory.HasSortedInitialHidden
                ? saved.Slice(_memory.SortedInitialHidden, Hidden.Shape.Length)
                : ValuesOf(_start.Hidden);
            AlignedBuffer shifted = tape.RentTemporary(_plan.IsNatural ? 0 : length);
            Span<float> gradient = _weights.Recurrent.BeginGradient(tape, out bool isFresh);
            gradients.RecurrentWeights(hidden, start, shifted.Span, gradient, ModeOf(isFresh));
            tape.ReturnTemporary(shifted);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddBiasGradients(Tape tape, SequenceGradients gradients)
    {
        bool input = _weights.InputBias?.RequiresGradient == true, recurrent = _weights.RecurrentBias?.RequiresGradient == true;
        if (!input && !recurrent)
        {
            return;
        }

        AlignedBuffer buffer = tape.RentTemporary(_layout.GateGradientColumns);
        Span<float> sums = buffer.Span[.._layout.GateGradientColumns];
        gradients.SumCells(sums);
        if (input)
        {
            gradients.AddInputBias(sums, tape.GradientToAdd(_weights.InputBias!));
        }

        if (recurrent)
        {
            gradients.AddRecurrentBias(sums, tape.GradientToAdd(_weights.RecurrentBias!));
        }

        tape.ReturnTemporary(buffer);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddInputGradient(Tape tape, SequenceGradients gradients)
    {
        if (!_input.Values.RequiresGradient)
        {
            return;
        }

        Span<float> gradient = _input.Values.BeginGradient(tape, out bool isFresh);
        if (_plan.IsNatural)
        {
            gradients.Input(_weights.Input.Values, gradient, ModeOf(isFresh));
            return;
        }

        int features = _layout.InputSize;
        AlignedBuffer buffer = tape.RentTemporary(_plan.Cells * features);
        Span<float> packed = buffer.Span[..(_plan.Cells * features)];
        gradients.Input(_weights.Input.Values, packed, GemmMode.Overwrite);
        new InputGradientScatter { Plan = _plan, Packed = packed, Gradient = gradient, Width = features, Replaces = isFresh }.Run(tape.Team);
        tape.ReturnTemporary(buffer);
    }

    private static bool UsesPacked(Tape tape, CellLayout layout, RecurrentWeights weights) =>
        !tape.IsRecording && weights.Packed?.IsFor(layout) == true;

    private static GemmMode ModeOf(bool isFresh) => isFresh ? GemmMode.Overwrite : GemmMode.Accumulate;

    private static ReadOnlySpan<float> ValuesOf(Tensor? tensor) => tensor is null ? default : tensor.Values;
}
