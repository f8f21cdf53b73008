using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Cells;

/// <summary>One step of a simple (Elman) recurrent network.</summary>
/// <remarks>h_t = tanh(W_ih x_t + b_ih + W_hh h_{t−1} + b_hh), or ReLU in place of tanh; Elman, "Finding structure in time", 1990.</remarks>
public sealed class RnnCell : GatedCell, IGateCell<HiddenState>, IInspectedCell<HiddenState>
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

    bool IGateCell<HiddenState>.IsSplit => true;

    Tensor IGateCell<HiddenState>.RecurrentWeight => RecurrentWeight;

    /// <inheritdoc/>
    public HiddenState Step(Tape tape, Tensor input, HiddenState state) => Step(tape, FromInput(tape, input), state, RecurrentWeight);

    /// <inheritdoc/>
    public IReadOnlyList<CellActivation> Activations(Tape tape, Tensor input, HiddenState state) =>
        [new("hidden", Activation == RnnActivation.Tanh ? ActivationKind.Symmetric : ActivationKind.Rectified, Step(tape, input, state).Hidden)];

    Tensor IGateCell<HiddenState>.FromInput(Tape tape, Tensor input) => FromInput(tape, input);

    HiddenState IGateCell<HiddenState>.Step(Tape tape, Tensor fromInput, HiddenState state, Tensor recurrentWeight) => Step(tape, fromInput, state, recurrentWeight);

    private Tensor FromInput(Tape tape, Tensor input) => tape.Linear(input, InputWeight, InputBias);

    private HiddenState Step(Tape tape, Tensor fromInput, HiddenState state, Tensor recurrentWeight)
    {
        Tensor sum = tape.Add(fromInput, tape.Linear(state.Hidden, recurrentWeight, RecurrentBias));
        return new HiddenState(Activation == RnnActivation.Tanh ? tape.Tanh(sum) : tape.Relu(sum));
    }
}
