using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Ops.Recurrences.Scans;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Cells;

/// <summary>Cells whose gates look at the input only and whose state is their output; a step is a sequence of one.</summary>
public abstract class ScannedCell : InputGatedCell, IScannedCell<HiddenState>, IInspectedCell<HiddenState>
{
    private protected ScannedCell(RecurrentOptions options, CellGates gates, InitializationScope initialization)
        : base(options, gates, initialization)
    {
    }

    /// <summary>The state at the start of a sequence.</summary>
    /// <param name="batch">B, the number of rows.</param>
    /// <returns>Zeros <c>[B, H]</c>.</returns>
    public HiddenState ZeroState(int batch) => new(Zeros(batch));

    /// <summary>One step for all rows.</summary>
    /// <param name="tape">Where results live and are recorded.</param>
    /// <param name="input">x_t, <c>[B, I]</c>.</param>
    /// <param name="state">The state before the step.</param>
    /// <returns>The state after the step, <c>[B, H]</c>, which is also the output.</returns>
    public HiddenState Step(Tape tape, Tensor input, HiddenState state) => new(Scan(tape, Single(input), state.Hidden, SequenceDirection.Forward).Hidden);

    /// <inheritdoc/>
    public IReadOnlyList<CellActivation> Activations(Tape tape, Tensor input, HiddenState state)
    {
        ArgumentNullException.ThrowIfNull(tape);
        return ActivationsOf(tape, tape.Linear(input, InputWeight, InputBias), state.Hidden);
    }

    (Tensor Outputs, HiddenState Final) ISequenceCell<HiddenState>.Scan(Tape tape, SequenceBatch input, HiddenState? initial, SequenceDirection direction)
    {
        RecurrentSequenceResult result = Scan(tape, input, initial?.Hidden, direction);
        return (result.Outputs, new HiddenState(result.Hidden));
    }

    ScanStepper IScannedCell<HiddenState>.Pack() => Pack();

    /// <summary>The recurrence over all steps of the input, with <see cref="InputGatedCell.InputWeight"/> and <see cref="InputGatedCell.InputBias"/>.</summary>
    private protected abstract RecurrentSequenceResult Scan(Tape tape, SequenceBatch input, Tensor? initial, SequenceDirection direction);

    /// <summary>The gates of one step.</summary>
    /// <param name="tape">Where results live.</param>
    /// <param name="sums">W x + b, <c>[B, gates·H]</c>.</param>
    /// <param name="hidden">The state before the step, <c>[B, H]</c>.</param>
    private protected abstract IReadOnlyList<CellActivation> ActivationsOf(Tape tape, Tensor sums, Tensor hidden);

    /// <summary>Live steps over a copy of the present weights.</summary>
    private protected abstract ScanStepper Pack();
}
