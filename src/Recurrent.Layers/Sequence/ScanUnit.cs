using Recurrent.Layers.Cells;
using Recurrent.Tensors.Ops.Recurrences.Scans;

namespace Recurrent.Layers.Sequence;

/// <summary>A cell of single values over all steps at once, with packed live steps.</summary>
internal sealed class ScanUnit<TCell, TState>(TCell cell) : SequenceCellUnit<TCell, TState>(cell)
    where TCell : Module, IScannedCell<TState>
    where TState : struct, IRecurrentState<TState>
{
    private readonly PackedWeights<ScanStepper> _stepper = new(cell.Pack, [.. cell.Parameters().Select(static named => named.Parameter)]);

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
}
