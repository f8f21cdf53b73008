using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;

namespace Recurrent.Layers.Cells;

/// <summary>A cell that shows its gates, so that <c>rnn diagnose</c> and the like can say how many of them are saturated.</summary>
/// <typeparam name="TState">What the cell remembers.</typeparam>
public interface IInspectedCell<TState> : IRecurrentCell<TState>
    where TState : struct, IRecurrentState<TState>
{
    /// <summary>The gates and other bounded values of the step that <see cref="IRecurrentCell{TState}.Step"/> would make.</summary>
    /// <param name="tape">Where results live.</param>
    /// <param name="input">x_t, <c>[B, I]</c>.</param>
    /// <param name="state">The state before the step.</param>
    /// <returns>
    /// One entry a gate, the same names in the same order at every step. Where every block of rows of <c>weight_hh</c> has one activation, they stand
    /// in the order of these blocks.
    /// </returns>
    IReadOnlyList<CellActivation> Activations(Tape tape, Tensor input, TState state);
}
