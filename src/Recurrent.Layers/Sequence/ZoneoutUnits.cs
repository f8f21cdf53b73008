using Recurrent.Layers.Cells;

namespace Recurrent.Layers.Sequence;

/// <summary>Units whose cell keeps old state values at random; the fused time loop has no place for that, so they run step by step.</summary>
internal static class ZoneoutUnits
{
    /// <exception cref="NotSupportedException">The options ask for something else that only the fused loop has.</exception>
    public static RecurrentUnit Of<TCell, TState>(TCell cell, RecurrentOptions options)
        where TCell : Module, IRecurrentCell<TState>
        where TState : struct, IRecurrentState<TState>
    {
        if (options.WeightDropout > 0 || !options.Recomputation.IsNone)
        {
            throw new NotSupportedException(
                $"Zoneout {options.Zoneout} runs step by step, without WeightDropout ({options.WeightDropout}) and Recomputation ({options.Recomputation}); leave one of them at its default.");
        }

        return new CellUnit<ZoneoutCell<TCell, TState>, TState>(new ZoneoutCell<TCell, TState>(cell, options.Zoneout));
    }
}
