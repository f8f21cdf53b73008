using Recurrent.Layers.Cells;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Inspection;

/// <summary>One layer of a stack in one direction, to be looked at step by step: what its gates do, and what its state passes on.</summary>
public sealed class Recurrence
{
    private readonly RecurrentUnit _unit;

    internal Recurrence(RecurrentUnit unit, string name, int inputSize, bool isReverse) =>
        (_unit, Name, InputSize, IsReverse) = (unit, name, inputSize, isReverse);

    /// <summary>Its name in the layer, the ending of its parameters: <c>l0</c>, <c>l0_reverse</c>, <c>l1</c>, ….</summary>
    public string Name { get; }

    /// <summary>I, the features of a step.</summary>
    public int InputSize { get; }

    /// <summary>Whether it reads from the last step to the first.</summary>
    public bool IsReverse { get; }

    /// <summary>The cell, which has the weights.</summary>
    public Module Cell => _unit.Cell;

    /// <summary>Takes down what it reads; null when nobody wants to know.</summary>
    internal SequenceRecording? Recording { get; set; }

    /// <summary>The state at the start of a sequence.</summary>
    /// <param name="batch">B, the number of rows, at least 0.</param>
    /// <returns>One tensor <c>[B, width]</c> per component, the hidden state first.</returns>
    public IReadOnlyList<Tensor> ZeroState(int batch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(batch);
        return _unit.ZeroState(batch);
    }

    /// <summary>One step in the order it reads.</summary>
    /// <param name="tape">Where results live and are recorded.</param>
    /// <param name="input">x_t, <c>[B, I]</c>.</param>
    /// <param name="state">The state before the step, one tensor <c>[B, width]</c> per component.</param>
    /// <returns>The state after the step; component 0 is the output h_t.</returns>
    public IReadOnlyList<Tensor> Step(Tape tape, Tensor input, IReadOnlyList<Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(input);
        return _unit.Run(tape, new SequenceBatch(input.Reshape(new Shape(1, input.Shape[0], input.Shape[1]))), [.. state], SequenceDirection.Forward).Final;
    }

    /// <summary>All steps in the order they stand, whatever the direction: give them as they are read.</summary>
    /// <param name="tape">Where results live and are recorded.</param>
    /// <param name="input"><c>[T, B, I]</c> with lengths.</param>
    /// <param name="state">The state before the first step, one tensor <c>[B, width]</c> per component.</param>
    /// <returns>The state after each row's last valid step.</returns>
    public IReadOnlyList<Tensor> Run(Tape tape, SequenceBatch input, IReadOnlyList<Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(input);
        return _unit.Run(tape, input, [.. state], SequenceDirection.Forward).Final;
    }

    /// <summary>The gates of the step that <see cref="Step"/> would make.</summary>
    /// <param name="tape">Where results live.</param>
    /// <param name="input">x_t, <c>[B, I]</c>.</param>
    /// <param name="state">The state before the step, one tensor <c>[B, width]</c> per component.</param>
    /// <returns>One entry a gate; none when the cell is no <see cref="IInspectedCell{TState}"/>.</returns>
    public IReadOnlyList<CellActivation> Activations(Tape tape, Tensor input, IReadOnlyList<Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(input);
        return _unit.Activations(tape, input, [.. state]);
    }
}
