using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.Layers.Cells;

/// <summary>A cell whose state values keep their old value at random, so that it learns to do without any one update.</summary>
/// <typeparam name="TCell">The cell.</typeparam>
/// <typeparam name="TState">What the cell remembers.</typeparam>
/// <remarks>
/// In training s_t = m ⊙ s_{t−1} + (1 − m) ⊙ cell(x_t, s_{t−1}) with m = 1 with probability z, drawn for each value, row and step; in inference
/// the mean, s_t = z s_{t−1} + (1 − z) cell(x_t, s_{t−1}). Every component of the state has masks of its own. Krueger and others, "Zoneout:
/// regularizing RNNs by randomly preserving hidden activations", 2016. Parameters keep the names they have in the cell.
/// </remarks>
public sealed class ZoneoutCell<TCell, TState> : Module, IGateCell<TState>, IInspectedCell<TState>, IZoneoutCell
    where TCell : Module, IRecurrentCell<TState>
    where TState : struct, IRecurrentState<TState>
{
    private readonly TCell _cell;
    private readonly IGateCell<TState>? _gates;
    private readonly float _probability;

    /// <summary>Wraps a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="probability">z, the share of values that stay, 0 to below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is no such number.</exception>
    public ZoneoutCell(TCell cell, double probability)
    {
        ArgumentNullException.ThrowIfNull(cell);
        if (probability is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "Zoneout is a share of values; give a number from 0 to below 1.");
        (_cell, _gates, _probability) = (cell, cell is IGateCell<TState> { IsSplit: true } gates ? gates : null, (float)probability);
        foreach ((string name, Parameter parameter) in cell.Parameters()) AddParameter(name, parameter);
    }

    /// <inheritdoc/>
    public int InputSize => _cell.InputSize;

    /// <inheritdoc/>
    public int HiddenSize => _cell.HiddenSize;

    /// <inheritdoc/>
    public TState ZeroState(int batch) => _cell.ZeroState(batch);

    Module IZoneoutCell.Inner => _cell;

    float IZoneoutCell.Probability => _probability;

    bool IGateCell<TState>.IsSplit => _gates is not null;

    Tensor IGateCell<TState>.RecurrentWeight => _gates!.RecurrentWeight;

    /// <inheritdoc/>
    public TState Step(Tape tape, Tensor input, TState state)
    {
        ArgumentNullException.ThrowIfNull(tape);
        return Mixed(tape, state, _cell.Step(tape, input, state));
    }

    /// <inheritdoc/>
    public IReadOnlyList<CellActivation> Activations(Tape tape, Tensor input, TState state) =>
        _cell is IInspectedCell<TState> inspected ? inspected.Activations(tape, input, state) : [];

    Tensor IGateCell<TState>.FromInput(Tape tape, Tensor input) => _gates!.FromInput(tape, input);

    TState IGateCell<TState>.Step(Tape tape, Tensor fromInput, TState state, Tensor recurrentWeight) =>
        Mixed(tape, state, _gates!.Step(tape, fromInput, state, recurrentWeight));

    private TState Mixed(Tape tape, TState state, TState next)
    {
        if (_probability == 0) return next;
        var parts = default(StateComponents);
        Span<Tensor> components = parts.Of(TState.ComponentCount);
        for (int component = 0; component < components.Length; component++)
        {
            Tensor old = state[component], updated = next[component];
            components[component] = tape.DropoutMask(updated.Shape, _probability) is { } isUpdated
                ? tape.Where(isUpdated, updated, old)
                : tape.Add(tape.Scale(old, _probability), tape.Scale(updated, 1 - _probability));
        }

        return TState.From(components);
    }
}
