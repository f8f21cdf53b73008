using Recurrent.Layers.Cells;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Sequence;

/// <summary>The loop over time: any cell, one step after the other, under the padding contract of <see cref="SequenceBatch"/>.</summary>
internal sealed class CellUnit<TCell, TState>(TCell cell) : RecurrentUnit
    where TCell : Module, IRecurrentCell<TState>
    where TState : struct, IRecurrentState<TState>
{
    public override Module Cell => cell;

    public override UnitOutput Run(Tape tape, SequenceBatch input, ReadOnlySpan<Tensor> initial, SequenceDirection direction)
    {
        TState state = initial.IsEmpty ? cell.ZeroState(input.Batch) : TState.From(initial);
        var outputs = new Tensor[input.Time];
        for (int count = 0; count < input.Time; count++)
        {
            int step = direction == SequenceDirection.Reverse ? input.Time - 1 - count : count;
            (outputs[step], state) = Step(tape, input, step, state);
        }

        Tensor all = outputs.Length == 0 ? tape.Zeros(new Shape(0, input.Batch, cell.HiddenSize)) : tape.Stack(0, outputs);
        return new UnitOutput(all, ComponentsOf(state));
    }

    public override Tensor[] ZeroState(int batch) => ComponentsOf(cell.ZeroState(batch));

    public override IReadOnlyList<CellActivation> Activations(Tape tape, Tensor input, ReadOnlySpan<Tensor> state) =>
        cell is IInspectedCell<TState> inspected ? inspected.Activations(tape, input, TState.From(state)) : [];

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

    private (Tensor Output, TState State) Step(Tape tape, SequenceBatch input, int step, TState state)
    {
        Tensor features = input.Values.At(step);
        if (Mask(tape, input, step) is not { } isValid)
        {
            TState next = cell.Step(tape, features, state);
            return (next[0], next);
        }

        Tensor zero = tape.Zeros(new Shape(1));

        // The padding is replaced before the step, not only after it: 0 · NaN in the backward pass would reach the weights.
        TState stepped = cell.Step(tape, tape.Where(isValid, features, zero), state);
        var components = new Tensor[TState.ComponentCount];
        for (int component = 0; component < components.Length; component++)
        {
            components[component] = tape.Where(isValid, stepped[component], state[component]);
        }

        return (tape.Where(isValid, stepped[0], zero), TState.From(components));
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
