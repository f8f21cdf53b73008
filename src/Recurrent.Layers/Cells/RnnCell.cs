using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Cells;

/// <summary>One step of a simple (Elman) recurrent network.</summary>
/// <remarks>h_t = tanh(W_ih x_t + b_ih + W_hh h_{t−1} + b_hh), or ReLU in place of tanh; Elman, "Finding structure in time", 1990.</remarks>
public sealed class RnnCell : GatedCell, IInspectedCell<HiddenState>
{
    /// <summary>Makes a cell.</summary>
    /// <param name="options">Sizes, activation and initialisation; what concerns a stack of layers is not used by a cell.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    public RnnCell(RnnOptions options, InitializationScope initialization)
        : base(options, new CellGates(options.HiddenSize, [GateRole.Candidate]), initialization) => Activation = options.Activation;

    /// <summary>What stands around the sum.</summary>
    public RnnActivation Activation { get; }

    /// <inheritdoc/>
    public HiddenState ZeroState(int batch) => new(Tensor.Zeros(new Shape(batch, HiddenSize)));

    /// <inheritdoc/>
    public HiddenState Step(Tape tape, Tensor input, HiddenState state)
    {
        Tensor sum = tape.Add(tape.Linear(input, InputWeight, InputBias), tape.Linear(state.Hidden, RecurrentWeight, RecurrentBias));
        return new HiddenState(Activation == RnnActivation.Tanh ? tape.Tanh(sum) : tape.Relu(sum));
    }

    /// <inheritdoc/>
    public IReadOnlyList<CellActivation> Activations(Tape tape, Tensor input, HiddenState state) =>
        [new("hidden", Activation == RnnActivation.Tanh ? ActivationKind.Symmetric : ActivationKind.Rectified, Step(tape, input, state).Hidden)];
}
