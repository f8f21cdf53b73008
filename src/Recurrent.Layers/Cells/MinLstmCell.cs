using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Ops.Recurrences.Scans;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Cells;

/// <summary>One step of a minimal LSTM.</summary>
/// <remarks>
/// h_t = f' ⊙ h_{t−1} + i' ⊙ g(n) with f, i = σ(W x_t + b), f' = f / (f + i), i' = i / (f + i), n = W_h x_t + b_h,
/// and g(n) = n + ½ from 0 on and σ(n) below. Rows stand in the order f i n. Feng, Tung, Ahmed, Bengio and Hajimirsadeghi, "Were RNNs all we needed?", 2024, appendix B.
/// </remarks>
public sealed class MinLstmCell : InputGatedCell, IScannedCell<HiddenState>
{
    /// <summary>Makes a cell.</summary>
    /// <param name="options">Sizes and initialisation; what concerns a stack of layers is not used by a cell.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    public MinLstmCell(RecurrentOptions options, InitializationScope initialization)
        : base(options, new CellGates(options.HiddenSize, [GateRole.Forget, GateRole.Input, GateRole.Candidate]), initialization)
    {
    }

    /// <inheritdoc/>
    public HiddenState ZeroState(int batch) => new(Zeros(batch));

    /// <inheritdoc/>
    public HiddenState Step(Tape tape, Tensor input, HiddenState state) => Run(tape, Single(input), state, SequenceDirection.Forward).Final;

    (Tensor Outputs, HiddenState Final) IScannedCell<HiddenState>.Scan(Tape tape, SequenceBatch input, HiddenState? initial, SequenceDirection direction) => Run(tape, input, initial, direction);

    ScanStepper IScannedCell<HiddenState>.Pack() => MinLstmScanOp.Stepper(new ScanWeights(InputWeight, InputBias));

    private (Tensor Outputs, HiddenState Final) Run(Tape tape, SequenceBatch input, HiddenState? initial, SequenceDirection direction)
    {
        RecurrentSequenceResult result = tape.MinLstmScan(Gates(tape, input), initial?.Hidden, direction);
        return (result.Outputs, new HiddenState(result.Hidden));
    }
}
