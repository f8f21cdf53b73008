using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.Layers.Cells;

/// <summary>One step of a long short-term memory.</summary>
/// <remarks>
/// i, f, o = σ(W x_t + b + W h_{t−1} + b), g = tanh(the same with its own rows); c_t = f ⊙ c_{t−1} + i ⊙ g; h_t = o ⊙ tanh(c_t). Rows stand in
/// the order i f g o. Hochreiter and Schmidhuber 1997, with the forget gate of Gers, Schmidhuber and Cummins 2000.
/// </remarks>
public sealed class LstmCell : GatedCell, IInspectedCell<LstmState>
{
    /// <summary>Makes a cell.</summary>
    /// <param name="options">Sizes, forget bias and initialisation; what concerns a stack of layers is not used by a cell.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    public LstmCell(LstmOptions options, InitializationScope initialization)
        : base(options, GatesOf(options), initialization)
    {
    }

    /// <inheritdoc/>
    public LstmState ZeroState(int batch) => new(Tensor.Zeros(new Shape(batch, HiddenSize)), Tensor.Zeros(new Shape(batch, HiddenSize)));

    /// <inheritdoc/>
    public LstmState Step(Tape tape, Tensor input, LstmState state)
    {
        LstmGates gates = Gates(tape, input, state);
        Tensor cell = tape.Add(tape.Multiply(gates.Forget, state.Cell), tape.Multiply(gates.Input, gates.Candidate));
        return new LstmState(tape.Multiply(gates.Output, tape.Tanh(cell)), cell);
    }

    /// <inheritdoc/>
    public IReadOnlyList<CellActivation> Activations(Tape tape, Tensor input, LstmState state)
    {
        LstmGates gates = Gates(tape, input, state);
        return
        [
            new("input", ActivationKind.Gate, gates.Input), new("forget", ActivationKind.Gate, gates.Forget),
            new("candidate", ActivationKind.Symmetric, gates.Candidate), new("output", ActivationKind.Gate, gates.Output),
        ];
    }

    private LstmGates Gates(Tape tape, Tensor input, LstmState state)
    {
        Tensor sums = tape.Add(tape.Linear(input, InputWeight, InputBias), tape.Linear(state.Hidden, RecurrentWeight, RecurrentBias));
        Tensor inputGate = tape.Sigmoid(tape.Slice(sums, -1, 0 * HiddenSize, HiddenSize));
        Tensor forgetGate = tape.Sigmoid(tape.Slice(sums, -1, 1 * HiddenSize, HiddenSize));
        Tensor candidate = tape.Tanh(tape.Slice(sums, -1, 2 * HiddenSize, HiddenSize));
        Tensor outputGate = tape.Sigmoid(tape.Slice(sums, -1, 3 * HiddenSize, HiddenSize));
        return new LstmGates(inputGate, forgetGate, candidate, outputGate);
    }

    private static CellGates GatesOf(LstmOptions options) =>
        new(options.HiddenSize, [GateRole.Input, GateRole.Forget, GateRole.Candidate, GateRole.Output]) { ForgetBias = options.ForgetBias };

    private readonly record struct LstmGates(Tensor Input, Tensor Forget, Tensor Candidate, Tensor Output);
}
