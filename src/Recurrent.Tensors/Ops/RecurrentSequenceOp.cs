using System.Runtime.CompilerServices;
using Recurrent.Kernels.Memory;
using Recurrent.Kernels.Sequences;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Recurrences;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Tensors.Ops;

/// <summary>One recurrence over whole sequences: what the RNN, LSTM and GRU ops have in common.</summary>
internal abstract class RecurrentSequenceOp : TapeNode
{
    // The input without small numbers, when it has some.
    private readonly AlignedBuffer? _flushed;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected RecurrentSequenceOp(Tape tape, CellLayout layout, SequenceBatch input, RecurrentWeights weights, RecurrentStart start)
    {
        Input = input;
        Weights = weights;
        Start = start;
        Layout = layout;
        _flushed = SmallInputs.Flush(tape, input.Values);
        bool requiresGradient = RequiresGradient(tape, input, weights, start);
        var state = new Shape(input.Batch, layout.HiddenSize);
        Outputs = tape.NewTensor(new Shape(input.Time, input.Batch, layout.HiddenSize), requiresGradient);
        Hidden = tape.NewTensor(state, requiresGradient);
        Cell = layout.HasCellState ? tape.NewTensor(state, requiresGradient) : null;
    }

    public Tensor Outputs { get; }

    public Tensor Hidden { get; }

    public Tensor? Cell { get; }

    /// <inheritdoc/>
    public sealed override bool IsReached => Outputs.HasGradient || Hidden.HasGradient || Cell?.HasGradient == true;

    private protected SequenceBatch Input { get; }

    /// <summary>x as the kernels read it: small numbers are 0.</summary>
    private protected ReadOnlySpan<float> InputValues => _flushed is null ? Input.Values.Values : _flushed.Span[..Input.Values.Shape.Length];

    private protected RecurrentWeights Weights { get; }

    private protected RecurrentStart Start { get; }

    private protected CellLayout Layout { get; }

    /// <summary>The memory of the final states.</summary>
    private protected RecurrentStates Final => new(Hidden.Writable, Cell is null ? default : Cell.Writable);

    /// <summary>Runs the forward pass and records the backward pass where a gradient is wanted.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="cell">The recurrence.</param>
    /// <param name="input">x, <c>[T, B, I]</c> with lengths.</param>
    /// <param name="weights">W, R and biases.</param>
    /// <param name="start">Initial states, direction and what is kept.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static RecurrentSequenceOp Run(Tape tape, SequenceCell cell, SequenceBatch input, RecurrentWeights weights, RecurrentStart start)
    {
        Check(cell, input, weights, start);
        var layout = CellLayout.Of(cell, weights.InputSize, weights.HiddenSize);
        if (Recomputes(tape, input, weights, start))
        {
            return RecomputedSequenceOp.Run(tape, layout, input, weights, start);
        }

        var op = new WholeSequenceOp(tape, layout, input, weights, start);
        op.Forward(tape);
        return op;
    }

    /// <summary>Runs both directions of a layer, at the same time where rows are few; the same bits as one after the other.</summary>
    /// <param name="tape">Where the results live and are recorded.</param>
    /// <param name="cell">The recurrence.</param>
    /// <param name="input">x, <c>[T, B, I]</c> with lengths.</param>
    /// <param name="forward">Weights and start of one direction.</param>
    /// <param name="reverse">Weights and start of the other.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static RecurrentPair RunBoth(Tape tape, SequenceCell cell, SequenceBatch input, RecurrentSide forward, RecurrentSide reverse)
    {
        Check(cell, input, forward.Weights, forward.Start);
        Check(cell, input, reverse.Weights, reverse.Start);
        bool recomputes = Recomputes(tape, input, forward.Weights, forward.Start) || Recomputes(tape, input, reverse.Weights, reverse.Start);
        if (recomputes || forward.Weights.HiddenSize != reverse.Weights.HiddenSize)
        {
            return new RecurrentPair(Run(tape, cell, input, forward.Weights, forward.Start), Run(tape, cell, input, reverse.Weights, reverse.Start));
        }

        return BothDirectionsOp.Run(tape, CellLayout.Of(cell, forward.Weights.InputSize, forward.Weights.HiddenSize), input, forward, reverse);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Check(SequenceCell cell, SequenceBatch input, RecurrentWeights weights, RecurrentStart start)
    {
        ArgumentNullException.ThrowIfNull(input);
        int gates = new CellLayout(cell, 1, 1, 1).Gates;
        weights.Check(gates);
        if (input.Features != weights.InputSize)
        {
            throw new ArgumentException($"The input {input.Values.Shape} has {input.Features} features a step; the weights {weights.Input.Shape} expect {weights.InputSize}.", nameof(input));
        }

        start.Check(new Shape(input.Batch, weights.HiddenSize));
    }

    private static bool Recomputes(Tape tape, SequenceBatch input, RecurrentWeights weights, RecurrentStart start) =>
        start.Recomputation.StepsBetweenStates(input.Time) < input.Time && RequiresGradient(tape, input, weights, start);

    private static bool RequiresGradient(Tape tape, SequenceBatch input, RecurrentWeights weights, RecurrentStart start) =>
        tape.IsRecording && (input.Values.RequiresGradient || weights.RequiresGradient || start.RequiresGradient);

    /// <summary>Hands the gradients of the initial states on; empty ones are not wanted.</summary>
    private protected void AddStartGradients(Tape tape, RecurrentStates gradient)
    {
        if (!gradient.Hidden.IsEmpty)
        {
            tape.AddGradient(Start.Hidden!, gradient.Hidden);
        }

        if (!gradient.Cell.IsEmpty)
        {
            tape.AddGradient(Start.Cell!, gradient.Cell);
        }
    }

    /// <summary>Those of the given states whose gradient somebody wants; the others empty.</summary>
    private protected RecurrentStates WantedOf(RecurrentStates states) => new(
        Start.Hidden?.RequiresGradient == true ? states.Hidden : default,
        Start.Cell?.RequiresGradient == true ? states.Cell : default);
}
