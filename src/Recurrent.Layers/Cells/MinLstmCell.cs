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
public sealed class MinLstmCell : ScannedCell
{
    /// <summary>Makes a cell.</summary>
    /// <param name="options">Sizes and initialisation; what concerns a stack of layers is not used by a cell.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    public MinLstmCell(RecurrentOptions options, InitializationScope initialization)
        : base(options, new CellGates(options.HiddenSize, [GateRole.Forget, GateRole.Input, GateRole.Candidate]), initialization)
    {
    }

    private protected override RecurrentSequenceResult Scan(Tape tape, SequenceBatch input, Tensor? initial, SequenceDirection direction) =>
        tape.MinLstmScan(input, initial, direction, InputBias, InputWeight);

    private protected override IReadOnlyList<CellActivation> ActivationsOf(Tape tape, Tensor sums, Tensor hidden)
    {
        Tensor forget = tape.Sigmoid(Block(tape, sums, 0)), input = tape.Sigmoid(Block(tape, sums, 1)), both = tape.Add(forget, input);
        return [new("forget", ActivationKind.Gate, tape.Divide(forget, both)), new("input", ActivationKind.Gate, tape.Divide(input, both))];
    }

    private protected override ScanStepper Pack() => MinLstmScanOp.Stepper(new ScanWeights(InputWeight, InputBias));
}
