using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Cells;

/// <summary>A cell that runs over all steps at once.</summary>
internal interface ISequenceCell<TState> : IRecurrentCell<TState>
    where TState : struct, IRecurrentState<TState>
{
    /// <summary>Runs over time under the padding contract; what stands in the padding is finite.</summary>
    /// <param name="tape">Where results live and are recorded.</param>
    /// <param name="input"><c>[T, B, I]</c> with lengths.</param>
    /// <param name="initial">The state before the first step; null for zeros.</param>
    /// <param name="direction">The way through time.</param>
    /// <returns>Outputs <c>[T, B, H]</c> and the state after each row's last valid step.</returns>
    (Tensor Outputs, TState Final) Scan(Tape tape, SequenceBatch input, TState? initial, SequenceDirection direction);
}
