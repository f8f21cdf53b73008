using Recurrent.Layers.Cells;

namespace Recurrent.Layers.Sequence;

/// <summary>Units whose cell does what the fused time loop has no place for, such as normalisation between its products, or which has none: they run step by step.</summary>
internal static class SteppedUnits
{
    /// <param name="cell">The cell.</param>
    /// <param name="options">Zoneout and dropout of weights.</param>
    /// <param name="plain">A scanned cell's own unit without zoneout, for live streams; null to run the wrapped cell there too.</param>
    /// <exception cref="NotSupportedException">The options ask for something that only the fused loop, or only a recurrent matrix, has.</exception>
    public static RecurrentUnit Of<TCell, TState>(TCell cell, RecurrentOptions options, RecurrentUnit? plain = null)
        where TCell : Module, IRecurrentCell<TState>
        where TState : struct, IRecurrentState<TState>
    {
        if (!options.Recomputation.IsNone || (options.WeightDropout > 0 && cell is not IGateCell<TState>))
        {
            throw new NotSupportedException(
                $"A {typeof(TCell).Name} of these options runs step by step, without Recomputation ({options.Recomputation}), and takes WeightDropout ({options.WeightDropout}) only with a recurrent matrix; leave them at their defaults.");
        }

        if (options.Zoneout == 0)
        {
            return new CellUnit<TCell, TState>(cell, options.WeightDropout);
        }

        var loop = new CellUnit<ZoneoutCell<TCell, TState>, TState>(new ZoneoutCell<TCell, TState>(cell, options.Zoneout), options.WeightDropout);
        return plain is null ? loop : new ZoneoutUnit(loop, plain, (float)options.Zoneout);
    }
}
