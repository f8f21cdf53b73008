using Recurrent.Layers.Cells;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Sequence;

/// <summary>The loop over time: any cell, one step after the other, under the padding contract of <see cref="SequenceBatch"/>.</summary>
internal sealed class CellUnit<TCell, TState>(TCell cell, double weightDropout = 0) : RecurrentUnit
    where TCell : Module, IRecurrentCell<TState>
    where TState : struct, IRecurrentState<TState>
{
    private readonly IGateCell<TState>? _gates = cell is IGateCell<TState> { IsSplit: true } gates ? gates : null;

    public override Module Cell => cell;

    public override LayerExecution Execution => LayerExecution.StepByStep;

    public override UnitOutput Run(Tape tape, SequenceBatch input, ReadOnlySpan<Tensor> initial, SequenceDirection direction)
    {
        TState state = initial.IsEmpty ? cell.ZeroState(input.Batch) : TState.From(initial);
        if (input.Time == 0)
        {
            return new UnitOutput(tape.Zeros(new Shape(0, input.Batch, cell.HiddenSize)), ComponentsOf(state));
        }

        // The padding is replaced before the steps, not only after them.
        SequenceBatch finite = FinitePadding.Of(tape, input);
        Tensor features = _gates is null ? finite.Values : _gates.FromInput(tape, finite.Values);
        Tensor? weight = _gates is null ? null : tape.Dropout(_gates.RecurrentWeight, (float)weightDropout);
        var outputs = new Tensor[input.Time];
        for (int count = 0; count < input.Time; count++)
        {
            int step = direction == SequenceDirection.Reverse ? input.Time - 1 - count : count;
            TState next = _gates is null ? cell.Step(tape, features.At(step), state) : _gates.Step(tape, features.At(step), state, weight!);
            (outputs[step], state) = Masked(tape, input, step, state, next);
        }

        return new UnitOutput(tape.Stack(0, outputs), ComponentsOf(state));
    }

    public override Tensor[] ZeroState(int batch) => ComponentsOf(cell.ZeroState(batch));

    public override IReadOnlyList<CellActivation> Activations(Tape tape, Tensor input, ReadOnlySpan<Tensor> state) =>
        cell is IInspectedCell<TState> inspected ? inspected.Activations(tape, input, TState.From(state)) : [];

    public override bool StreamsReadParameters => true;

    public override StreamUnit OpenStream(StreamOptions options)
    {
        RequireSingle(options);
        return new CellStreamUnit<TCell, TState>(cell);
    }

    public override StreamRowsUnit OpenStreams(StreamOptions options)
    {
        RequireSingle(options);
        return new CellStreamRowsUnit<TCell, TState>(cell);
    }

    internal static void RequireSingle(StreamOptions options)
    {
        if (options.Weights != WeightPrecision.Single)
        {
            throw new NotSupportedException(
                $"Streams of a {typeof(TCell).Name} run its ops over its own float32 weights, so {options.Weights} weights are not to be had; Rnn, Lstm and Gru have them.");
        }
    }

    internal static Tensor[] ComponentsOf(TState state)
    {
        var components = new Tensor[TState.ComponentCount];
        for (int component = 0; component < components.Length; component++)
        {
            components[component] = state[component];
        }

        return components;
    }

    private static (Tensor Output, TState State) Masked(Tape tape, SequenceBatch input, int step, TState before, TState after)
    {
        if (Mask(tape, input, step) is not { } isValid)
        {
            return (after[0], after);
        }

        var components = new Tensor[TState.ComponentCount];
        for (int component = 0; component < components.Length; component++)
        {
            components[component] = tape.Where(isValid, after[component], before[component]);
        }

        return (tape.Where(isValid, after[0], tape.Zeros(new Shape(1))), TState.From(components));
    }

    private static Tensor? Mask(Tape tape, SequenceBatch input, int step)
    {
        if (input.IsFull)
        {
            return null;
        }

        var mask = new float[input.Batch];
        for (int row = 0; row < mask.Length; row++)
        {
            mask[row] = step < input.LengthOf(row) ? 1 : 0;
        }

        return mask.Contains(0f) ? tape.Constant(mask, new Shape(mask.Length, 1)) : null;
    }
}
