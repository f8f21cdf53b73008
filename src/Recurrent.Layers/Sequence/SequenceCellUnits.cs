using Recurrent.Layers.Cells;

namespace Recurrent.Layers.Sequence;

/// <summary>Units of cells that run over all steps at once and whose memory is not to be mixed with an older one.</summary>
internal static class SequenceCellUnits
{
    /// <exception cref="NotSupportedException">The options ask for what only recurrent matrices and gates have.</exception>
    public static RecurrentUnit Of<TCell, TState>(TCell cell, RecurrentOptions options)
        where TCell : Module, ISequenceCell<TState>
        where TState : struct, IRecurrentState<TState>
    {
        Require(typeof(TCell).Name, options);
        return new SequenceCellUnit<TCell, TState>(cell);
    }

    /// <exception cref="NotSupportedException">The options ask for one of them.</exception>
    public static void Require(string cell, RecurrentOptions options)
    {
        if (options.WeightDropout > 0 || options.Zoneout > 0 || !options.Recomputation.IsNone)
        {
            throw new NotSupportedException(
                $"Options ask for WeightDropout {options.WeightDropout}, Zoneout {options.Zoneout} and Recomputation {options.Recomputation}, which a {cell} has not; leave them at their defaults and use Dropout between layers.");
        }
    }
}
