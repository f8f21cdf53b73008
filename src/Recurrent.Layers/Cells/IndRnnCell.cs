using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Ops.Recurrences.Scans;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Cells;

/// <summary>One step of an independently recurrent network.</summary>
/// <remarks>
/// h_t = f(W x_t + b + u ⊙ h_{t−1}), f = ReLU by default. u, <c>[1, H]</c>, named <c>weight_hh</c>, starts uniform between 0 and 1, as the paper
/// takes for layers that read more than their last steps. Li, Li, Cook, Zhu and Gao, "Independently recurrent neural network (IndRNN)", CVPR 2018.
/// </remarks>
public sealed class IndRnnCell : ScannedCell
{
    /// <summary>Makes a cell.</summary>
    /// <param name="options">Sizes, nonlinearity and initialisation; what concerns a stack of layers is not used by a cell.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    public IndRnnCell(RnnOptions options, InitializationScope initialization)
        : base(options, new CellGates(options.HiddenSize, [GateRole.Candidate]), initialization)
    {
        Activation = options.Activation;
        RecurrentWeight = Add("weight_hh", new Shape(1, HiddenSize), new UniformBetween(0, 1), initialization);
    }

    /// <summary>What stands around the sum.</summary>
    public RnnActivation Activation { get; }

    /// <summary>u, <c>[1, H]</c>, named <c>weight_hh</c>.</summary>
    public Parameter RecurrentWeight { get; }

    private protected override RecurrentSequenceResult Scan(Tape tape, SequenceBatch input, Tensor? initial, SequenceDirection direction) =>
        tape.IndRnnScan(input, RecurrentWeight, Activation, initial, direction, InputBias, InputWeight);

    private protected override IReadOnlyList<CellActivation> ActivationsOf(Tape tape, Tensor sums, Tensor hidden)
    {
        Tensor sum = tape.Add(sums, tape.Multiply(RecurrentWeight, hidden));
        return Activation == RnnActivation.Tanh
            ? [new("hidden", ActivationKind.Symmetric, tape.Tanh(sum))]
            : [new("hidden", ActivationKind.Rectified, tape.Relu(sum))];
    }

    private protected override ScanStepper Pack() => IndRnnScanOp.Stepper(new ScanWeights(InputWeight, InputBias, RecurrentWeight), Activation);
}
