using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;

namespace Recurrent.Layers.Cells;

/// <summary>A cell whose step is a product with the input, which all steps can share, and the rest, which reads one recurrent matrix.</summary>
internal interface IGateCell<TState> : IRecurrentCell<TState>
    where TState : struct, IRecurrentState<TState>
{
    /// <summary>Whether the two methods below may be called.</summary>
    bool IsSplit { get; }

    /// <summary>W_hh, of which a share may be dropped in training.</summary>
    Tensor RecurrentWeight { get; }

    /// <summary>What the gates take from the input of any number of rows, <c>[…, I]</c>.</summary>
    Tensor FromInput(Tape tape, Tensor input);

    /// <summary>One step.</summary>
    /// <param name="tape">Where results live and are recorded.</param>
    /// <param name="fromInput">The step's part of <see cref="FromInput"/>.</param>
    /// <param name="state">The state before the step.</param>
    /// <param name="recurrentWeight">W_hh, or what dropout left of it.</param>
    TState Step(Tape tape, Tensor fromInput, TState state, Tensor recurrentWeight);
}
