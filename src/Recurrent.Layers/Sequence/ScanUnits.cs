using Recurrent.Layers.Cells;

namespace Recurrent.Layers.Sequence;

/// <summary>Units of cells that run over all steps at once.</summary>
internal static class ScanUnits
{
    /// <exception cref="NotSupportedException">The options ask for what only recurrent matrices have.</exception>
    public static RecurrentUnit Of<TCell, TState>(TCell cell, RecurrentOptions options)
        where TCell : Module, IScannedCell<TState>
        where TState : struct, IRecurrentState<TState>
    {
        if (options.WeightDropout > 0 || !options.Recomputation.IsNone)
        {
            throw new NotSupportedException(
                $"Options ask for WeightDropout {options.WeightDropout} and Recomputation {options.Recomputation}, but a {typeof(TCell).Name} has no recurrent matrix and keeps little; leave both at their defaults.");
        }

        var plain = new ScanUnit<TCell, TState>(cell);
        return options.Zoneout > 0 ? SteppedUnits.Of<TCell, TState>(cell, options, plain) : plain;
    }
}
