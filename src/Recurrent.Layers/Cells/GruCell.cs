using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Cells;

/// <summary>One step of a gated recurrent unit.</summary>
/// <remarks>
/// r, z = σ(W x_t + b + W h_{t−1} + b); n = tanh(W_in x_t + b_in + r ⊙ (W_hn h_{t−1} + b_hn)), or with the reset before the matrix
/// n = tanh(W_in x_t + b_in + W_hn (r ⊙ h_{t−1}) + b_hn); h_t = (1 − z) ⊙ n + z ⊙ h_{t−1}. Rows stand in the order r z n.
/// Cho et al., "Learning phrase representations using RNN encoder–decoder", EMNLP 2014; the reset after the matrix as in cuDNN and PyTorch.
/// </remarks>
public sealed class GruCell : GatedCell, IInspectedCell<HiddenState>
{
    private readonly bool _isResetAfter;

    /// <summary>Makes a cell.</summary>
    /// <param name="options">Sizes, place of the reset and initialisation; what concerns a stack of layers is not used by a cell.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    public GruCell(GruOptions options, InitializationScope initialization)
        : base(options, new CellGates(options.HiddenSize, [GateRole.Reset, GateRole.Forget, GateRole.Candidate]), initialization) =>
        _isResetAfter = options.ResetAfter;

    internal GruReset Reset => _isResetAfter ? GruReset.AfterProduct : GruReset.BeforeProduct;

    /// <inheritdoc/>
    public HiddenState ZeroState(int batch) => new(Tensor.Zeros(new Shape(batch, HiddenSize)));

    /// <inheritdoc/>
    public HiddenState Step(Tape tape, Tensor input, HiddenState state)
    {
        GruGates gates = Gates(tape, input, state);

        // n + z ⊙ (h − n) is (1 − z) ⊙ n + z ⊙ h with one product fewer.
        return new HiddenState(tape.Add(gates.Candidate, tape.Multiply(gates.Update, tape.Subtract(state.Hidden, gates.Candidate))));
    }

    /// <inheritdoc/>
    public IReadOnlyList<CellActivation> Activations(Tape tape, Tensor input, HiddenState state)
    {
        GruGates gates = Gates(tape, input, state);
        return
        [
            new("reset", ActivationKind.Gate, gates.Reset), new("update", ActivationKind.Gate, gates.Update),
            new("candidate", ActivationKind.Symmetric, gates.Candidate),
        ];
    }

    private GruGates Gates(Tape tape, Tensor input, HiddenState state)
    {
        Tensor hidden = state.Hidden;
        Tensor fromInput = tape.Linear(input, InputWeight, InputBias);
        Tensor fromHidden = GatesFromHidden(tape, hidden);
        Tensor resetGate = tape.Sigmoid(tape.Add(Block(tape, fromInput, 0), Block(tape, fromHidden, 0)));
        Tensor updateGate = tape.Sigmoid(tape.Add(Block(tape, fromInput, 1), Block(tape, fromHidden, 1)));
        Tensor recurrent = _isResetAfter
            ? tape.Multiply(resetGate, Block(tape, fromHidden, 2))
            : tape.Linear(tape.Multiply(resetGate, hidden), RecurrentWeight.Slice(2 * HiddenSize, HiddenSize), RecurrentBias.Slice(2 * HiddenSize, HiddenSize));
        Tensor candidate = tape.Tanh(tape.Add(Block(tape, fromInput, 2), recurrent));
        return new GruGates(resetGate, updateGate, candidate);
    }

    private Tensor GatesFromHidden(Tape tape, Tensor hidden) => _isResetAfter
        ? tape.Linear(hidden, RecurrentWeight, RecurrentBias)
        : tape.Linear(hidden, RecurrentWeight.Slice(0, 2 * HiddenSize), RecurrentBias.Slice(0, 2 * HiddenSize));

    private Tensor Block(Tape tape, Tensor gates, int gate) => tape.Slice(gates, -1, gate * HiddenSize, HiddenSize);

    private readonly record struct GruGates(Tensor Reset, Tensor Update, Tensor Candidate);
}
