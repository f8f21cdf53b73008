using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Ops.Recurrences.Scans;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Cells;

/// <summary>One step of a minimal GRU.</summary>
/// <remarks>
/// h_t = (1 − z) ⊙ h_{t−1} + z ⊙ g(n) with z = σ(W_z x_t + b_z), n = W_h x_t + b_h,
/// and g(n) = n + ½ from 0 on and σ(n) below. Rows stand in the order z n. Feng, Tung, Ahmed, Bengio and Hajimirsadeghi, "Were RNNs all we needed?", 2024, appendix B.
/// </remarks>
public sealed class MinGruCell : ScannedCell
{
    /// <summary>Makes a cell.</summary>
    /// <param name="options">Sizes and initialisation; what concerns a stack of layers is not used by a cell.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    public MinGruCell(RecurrentOptions options, InitializationScope initialization)
        : base(options, new CellGates(options.HiddenSize, [GateRole.Input, GateRole.Candidate]), initialization)
    {
    }

    private protected override RecurrentSequenceResult Scan(Tape tape, SequenceBatch input, Tensor? initial, SequenceDirection direction) =>
        tape.MinGruScan(input, initial, direction, InputBias, InputWeight);

    private protected override IReadOnlyList<CellActivation> ActivationsOf(Tape tape, Tensor sums, Tensor hidden) =>
        [new("update", ActivationKind.Gate, tape.Sigmoid(Block(tape, sums, 0)))];

    private protected override ScanStepper Pack() => MinGruScanOp.Stepper(new ScanWeights(InputWeight, InputBias));
}
