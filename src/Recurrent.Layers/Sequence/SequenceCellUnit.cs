using Recurrent.Layers.Cells;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Sequence;

/// <summary>A cell that runs over all steps at once.</summary>
internal class SequenceCellUnit<TCell, TState>(TCell cell) : RecurrentUnit
    where TCell : Module, ISequenceCell<TState>
    where TState : struct, IRecurrentState<TState>
{
    public sealed override Module Cell => cell;

    public sealed override LayerExecution Execution => LayerExecution.Scan;

    public sealed override UnitOutput Run(Tape tape, SequenceBatch input, ReadOnlySpan<Tensor> initial, SequenceDirection direction)
    {
        TState? state = initial.IsEmpty ? null : TState.From(initial);
        (Tensor outputs, TState final) = cell.Scan(tape, FinitePadding.Of(tape, input), state, direction);
        return new UnitOutput(outputs, CellUnit<TCell, TState>.ComponentsOf(final));
    }

    public sealed override Tensor[] ZeroState(int batch) => CellUnit<TCell, TState>.ComponentsOf(cell.ZeroState(batch));

    public sealed override IReadOnlyList<CellActivation> Activations(Tape tape, Tensor input, ReadOnlySpan<Tensor> state) =>
        cell is IInspectedCell<TState> inspected ? inspected.Activations(tape, input, TState.From(state)) : [];

    public override bool StreamsReadParameters => true;

    public override StreamUnit OpenStream(StreamOptions options)
    {
        CellUnit<TCell, TState>.RequireSingle(options);
        return new CellStreamUnit<TCell, TState>(cell);
    }

    public override StreamRowsUnit OpenStreams(StreamOptions options)
    {
        CellUnit<TCell, TState>.RequireSingle(options);
        return new CellStreamRowsUnit<TCell, TState>(cell);
    }
}
