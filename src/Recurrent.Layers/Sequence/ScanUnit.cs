using Recurrent.Layers.Cells;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Ops.Recurrences.Scans;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Sequence;

/// <summary>A cell that runs over all steps at once.</summary>
internal sealed class ScanUnit<TCell, TState>(TCell cell) : RecurrentUnit
    where TCell : Module, IScannedCell<TState>
    where TState : struct, IRecurrentState<TState>
{
    private readonly PackedWeights<ScanStepper> _stepper = new(cell.Pack, [.. cell.Parameters().Select(static named => named.Parameter)]);

    public override Module Cell => cell;

    public override UnitOutput Run(Tape tape, SequenceBatch input, ReadOnlySpan<Tensor> initial, SequenceDirection direction)
    {
        TState? state = initial.IsEmpty ? null : TState.From(initial);
        (Tensor outputs, TState final) = cell.Scan(tape, Finite(tape, input), state, direction);
        return new UnitOutput(outputs, CellUnit<TCell, TState>.ComponentsOf(final));
    }

    public override Tensor[] ZeroState(int batch) => CellUnit<TCell, TState>.ComponentsOf(cell.ZeroState(batch));

    public override IReadOnlyList<CellActivation> Activations(Tape tape, Tensor input, ReadOnlySpan<Tensor> state) =>
        cell is IInspectedCell<TState> inspected ? inspected.Activations(tape, input, TState.From(state)) : [];

    public override StreamUnit OpenStream(StreamOptions options)
    {
        CellUnit<TCell, TState>.RequireSingle(options);
        return new ScanStreamUnit(_stepper.Current());
    }

    public override StreamRowsUnit OpenStreams(StreamOptions options)
    {
        CellUnit<TCell, TState>.RequireSingle(options);
        return new ScanStreamRowsUnit(_stepper.Current());
    }

    /// <summary>The padding may hold anything; 0 · NaN in the backward pass would reach the weights.</summary>
    private static SequenceBatch Finite(Tape tape, SequenceBatch input) => input.IsFull
        ? input
        : input.With(tape.Where(tape.SequenceMask(input).Reshape(new Shape(input.Time, input.Batch, 1)), input.Values, tape.Zeros(new Shape(1))));
}
