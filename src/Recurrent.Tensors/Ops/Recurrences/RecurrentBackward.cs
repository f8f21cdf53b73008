using System.Runtime.CompilerServices;
using Recurrent.Kernels.Gemm;
using Recurrent.Kernels.Memory;
using Recurrent.Kernels.Sequences;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Tensors.Ops.Recurrences;

/// <summary>The backward pass of a run: first step by step through time, then the sums over all its steps.</summary>
internal readonly ref struct RecurrentBackward
{
    public required RecurrentRun Run { get; init; }

    /// <summary>∂L/∂outputs <c>[steps, B, H]</c>, or empty.</summary>
    public required ReadOnlySpan<float> OutputGradient { get; init; }

    /// <summary>∂L/∂(final h) <c>[B, H]</c>, or empty.</summary>
    public required ReadOnlySpan<float> FinalHiddenGradient { get; init; }

    /// <summary>∂L/∂(final c) <c>[B, H]</c>, or empty.</summary>
    public required ReadOnlySpan<float> FinalCellGradient { get; init; }

    /// <summary>∂L/∂(initial states), empty where nobody asks; may be the memory of the final states' gradient.</summary>
    public required RecurrentStates InitialGradient { get; init; }

    /// <summary>∂L/∂products of every cell, <see cref="CellLayout.GateGradientPitch"/> floats each.</summary>
    public required Span<float> GateGradient { get; init; }

    private SequencePlan Plan => Run.Plan;

    private CellLayout Layout => Run.Layout;

    private RecurrentWeights Weights => Run.Weights;

    private bool HasBias => Weights.InputBias?.RequiresGradient == true || Weights.RecurrentBias?.RequiresGradient == true;

    /// <summary>The way back through time, ready to run: fills <see cref="GateGradient"/> and the initial states' gradient.</summary>
    /// <param name="work">Memory for the duration of the pass.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public SequenceBackward ThroughTime(Span<float> work) => new()
    {
        Plan = Plan,
        Layout = Layout,
        Memory = Run.Memory,
        RecurrentWeights = Weights.Recurrent.Values,
        Zoneout = Run.Zoneout,
        Saved = Run.Saved,
        Outputs = Run.Outputs,
        InitialHidden = Run.InitialHidden,
        OutputGradient = OutputGradient,
        FinalHiddenGradient = FinalHiddenGradient,
        FinalCellGradient = FinalCellGradient,
        Work = work,
        GateGradient = GateGradient,
        InitialHiddenGradient = InitialGradient.Hidden,
        InitialCellGradient = InitialGradient.Cell,
    };

    /// <summary>Adds to the gradients of weights and biases, and sets or adds to that of the input.</summary>
    /// <param name="tape">Memory and threads.</param>
    /// <param name="capacity">Cells to rent memory for: runs of different lengths then share the same buffers.</param>
    /// <param name="inputGradient">∂L/∂x <c>[steps, B, I]</c>; empty when nobody asks.</param>
    /// <param name="replaces">Whether the contents of <paramref name="inputGradient"/> are undefined.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddGradients(Tape tape, int capacity, Span<float> inputGradient, bool replaces)
    {
        var gradients = new SequenceGradients
        {
            Plan = Plan,
            Layout = Layout,
            GateGradient = GateGradient,
            ResetHidden = Layout.HasResetHidden ? Run.Saved.Slice(Run.Memory.ResetHidden, Plan.Cells * Layout.PaddedHiddenSize) : default,
            Team = tape.Team,
        };
        AddParameterGradients(tape, capacity, gradients);
        if (!inputGradient.IsEmpty)
        {
            AddInputGradient(tape, capacity, gradients, inputGradient, replaces);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddParameterGradients(Tape tape, int capacity, SequenceGradients gradients)
    {
        Span<float> saved = Run.Saved, ofInput = default, ofRecurrent = default;
        bool isInputFresh = false, isRecurrentFresh = false;
        if (Weights.Input.RequiresGradient) ofInput = Weights.Input.BeginGradient(tape, out isInputFresh);
        if (Weights.Recurrent.RequiresGradient) ofRecurrent = Weights.Recurrent.BeginGradient(tape, out isRecurrentFresh);
        ReadOnlySpan<float> input = Plan.IsNatural ? Run.Input : saved.Slice(Run.Memory.PackedInput, Plan.Cells * Layout.InputSize);
        ReadOnlySpan<float> hidden = Plan.IsNatural ? Run.Outputs : saved.Slice(Run.Memory.Hidden, Plan.Cells * Layout.HiddenSize);
        ReadOnlySpan<float> start = Run.Memory.HasSortedInitialHidden
            ? saved.Slice(Run.Memory.SortedInitialHidden, Plan.Batch * Layout.HiddenSize)
            : Run.InitialHidden;
        AlignedBuffer shifted = tape.RentTemporary(Plan.IsNatural || ofRecurrent.IsEmpty ? 0 : capacity * Layout.HiddenSize);
        if (isInputFresh && isRecurrentFresh && SharedWeightGradients.Gain(Layout, Plan, tape.Team.Threads))
        {
            int columns = HasBias ? Layout.GateGradientColumns : 0;
            AlignedBuffer sums = tape.RentTemporary(columns);
            gradients.Shared(input, hidden, start, shifted.Span).Write(ofInput, ofRecurrent, sums.Span[..columns]);
            AddBiasGradients(tape, gradients, sums.Span[..columns]);
            tape.ReturnTemporary(sums);
            tape.ReturnTemporary(shifted);
            return;
        }

        if (!ofInput.IsEmpty) gradients.InputWeights(input, ofInput, ModeOf(isInputFresh));
        if (!ofRecurrent.IsEmpty) gradients.RecurrentWeights(hidden, start, shifted.Span, ofRecurrent, ModeOf(isRecurrentFresh));
        tape.ReturnTemporary(shifted);
        SumBiasGradients(tape, gradients);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumBiasGradients(Tape tape, SequenceGradients gradients)
    {
        if (!HasBias)
        {
            return;
        }

        AlignedBuffer buffer = tape.RentTemporary(Layout.GateGradientColumns);
        Span<float> sums = buffer.Span[..Layout.GateGradientColumns];
        gradients.SumCells(sums);
        AddBiasGradients(tape, gradients, sums);
        tape.ReturnTemporary(buffer);
    }

    private void AddBiasGradients(Tape tape, SequenceGradients gradients, ReadOnlySpan<float> sums)
    {
        if (Weights.InputBias?.RequiresGradient == true)
        {
            gradients.AddInputBias(sums, tape.GradientToAdd(Weights.InputBias));
        }

        if (Weights.RecurrentBias?.RequiresGradient == true)
        {
            gradients.AddRecurrentBias(sums, tape.GradientToAdd(Weights.RecurrentBias));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddInputGradient(Tape tape, int capacity, SequenceGradients gradients, Span<float> gradient, bool replaces)
    {
        if (Plan.IsNatural)
        {
            gradients.Input(Weights.Input.Values, gradient, ModeOf(replaces));
            return;
        }

        int features = Layout.InputSize;
        AlignedBuffer buffer = tape.RentTemporary(capacity * features);
        Span<float> packed = buffer.Span[..(Plan.Cells * features)];
        gradients.Input(Weights.Input.Values, packed, GemmMode.Overwrite);
        new InputGradientScatter { Plan = Plan, Packed = packed, Gradient = gradient, Width = features, Replaces = replaces }.Run(tape.Team);
        tape.ReturnTemporary(buffer);
    }

    private static GemmMode ModeOf(bool isFresh) => isFresh ? GemmMode.Overwrite : GemmMode.Accumulate;
}
