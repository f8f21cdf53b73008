using Recurrent.Tensors.Ops.Recurrences.Scans;

namespace Recurrent.Layers.Cells;

/// <summary>A cell of single values: it runs over all steps at once and has packed live steps.</summary>
internal interface IScannedCell<TState> : ISequenceCell<TState>
    where TState : struct, IRecurrentState<TState>
{
    /// <summary>Live steps over a copy of the present weights.</summary>
    ScanStepper Pack();
}
