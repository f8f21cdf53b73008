using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;

namespace Recurrent.Layers.Cells;

/// <summary>One step of a recurrence: all that a new cell has to define to be run over sequences, trained and streamed.</summary>
/// <typeparam name="TState">What the cell remembers.</typeparam>
/// <remarks>A cell holds parameters only and is pure: the same input and state give the same result. Derive it from <see cref="Module"/>.</remarks>
public interface IRecurrentCell<TState>
    where TState : struct, IRecurrentState<TState>
{
    /// <summary>Features of a step.</summary>
    int InputSize { get; }

    /// <summary>Width of the hidden state, which is also the output.</summary>
    int HiddenSize { get; }

    /// <summary>The state at the start of a sequence.</summary>
    /// <param name="batch">B, the number of rows.</param>
    /// <returns>Tensors <c>[B, H]</c>, zero unless the cell says otherwise.</returns>
    TState ZeroState(int batch);

    /// <summary>One step for all rows.</summary>
    /// <param name="tape">Where results live and are recorded.</param>
    /// <param name="input">x_t, <c>[B, I]</c>.</param>
    /// <param name="state">The state before the step.</param>
    /// <returns>The state after the step; component 0 is the output h_t, <c>[B, H]</c>.</returns>
    TState Step(Tape tape, Tensor input, TState state);
}
