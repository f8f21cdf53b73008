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
/// n = tanh(W_in x_t + b_in + W_hn (r ⊙ h_{t−1}) + b_hn); h_t = (1 − z) ⊙ n + z ⊙ h_{t−1}. Rows stand in the order r z n. With layer
/// normalisation every product W x_t or W h_{t−1} is normalised, for r and z together and for n alone, before its bias is added.
/// Cho et al., "Learning phrase representations using RNN encoder–decoder", EMNLP 2014; the reset after the matrix as in cuDNN and PyTorch.
/// </remarks>
public sealed class GruCell : GatedCell, IGateCell<HiddenState>, IInspectedCell<HiddenState>
{
    private readonly bool _isResetAfter;
    private readonly GruRows _fromInput, _fromHidden;

    /// <summary>Makes a cell.</summary>
    /// <param name="options">Sizes, place of the reset, normalisation and initialisation; what concerns a stack of layers is not used by a cell.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    public GruCell(GruOptions options, InitializationScope initialization)
        : base(options, new CellGates(options.HiddenSize, [GateRole.Reset, GateRole.Forget, GateRole.Candidate]), initialization)
    {
        _isResetAfter = options.ResetAfter;
        _fromInput = new GruRows(HiddenSize, InputBias, options.LayerNorm ? Add("norm_ih", InputBias.Shape, Initializer.Ones, initialization) : null);
        _fromHidden = new GruRows(HiddenSize, RecurrentBias, options.LayerNorm ? Add("norm_hh", InputBias.Shape, Initializer.Ones, initialization) : null);
    }

    bool IGateCell<HiddenState>.IsSplit => true;

    Tensor IGateCell<HiddenState>.RecurrentWeight => RecurrentWeight;

    internal GruReset Reset => _isResetAfter ? GruReset.AfterProduct : GruReset.BeforeProduct;

    /// <inheritdoc/>
    public HiddenState ZeroState(int batch) => new(Tensor.Zeros(new Shape(batch, HiddenSize)));

    /// <inheritdoc/>
    public HiddenState Step(Tape tape, Tensor input, HiddenState state)
    {
        ArgumentNullException.ThrowIfNull(tape);
        return Step(tape, _fromInput.Sums(tape, input, InputWeight), state, RecurrentWeight);
    }

    Tensor IGateCell<HiddenState>.FromInput(Tape tape, Tensor input) => _fromInput.Sums(tape, input, InputWeight);

    HiddenState IGateCell<HiddenState>.Step(Tape tape, Tensor fromInput, HiddenState state, Tensor recurrentWeight) => Step(tape, fromInput, state, recurrentWeight);

    /// <inheritdoc/>
    public IReadOnlyList<CellActivation> Activations(Tape tape, Tensor input, HiddenState state)
    {
        ArgumentNullException.ThrowIfNull(tape);
        GruGates gates = Gates(tape, _fromInput.Sums(tape, input, InputWeight), state.Hidden, RecurrentWeight);
        return
        [
            new("reset", ActivationKind.Gate, gates.Reset), new("update", ActivationKind.Gate, gates.Update),
            new("candidate", ActivationKind.Symmetric, gates.Candidate),
        ];
    }

    private HiddenState Step(Tape tape, Tensor fromInput, HiddenState state, Tensor recurrentWeight)
    {
        GruGates gates = Gates(tape, fromInput, state.Hidden, recurrentWeight);

        // n + z ⊙ (h − n) is (1 − z) ⊙ n + z ⊙ h with one product fewer.
        return new HiddenState(tape.Add(gates.Candidate, tape.Multiply(gates.Update, tape.Subtract(state.Hidden, gates.Candidate))));
    }

    private GruGates Gates(Tape tape, Tensor fromInput, Tensor hidden, Tensor recurrentWeight)
    {
        Tensor fromHidden = _isResetAfter ? _fromHidden.Sums(tape, hidden, recurrentWeight) : _fromHidden.Gates(tape, hidden, recurrentWeight);
        Tensor resetGate = tape.Sigmoid(tape.Add(Block(tape, fromInput, 0), Block(tape, fromHidden, 0)));
        Tensor updateGate = tape.Sigmoid(tape.Add(Block(tape, fromInput, 1), Block(tape, fromHidden, 1)));
        Tensor recurrent = _isResetAfter
            ? tape.Multiply(resetGate, Block(tape, fromHidden, 2))
            : _fromHidden.Candidate(tape, tape.Multiply(resetGate, hidden), recurrentWeight);
        return new GruGates(resetGate, updateGate, tape.Tanh(tape.Add(Block(tape, fromInput, 2), recurrent)));
    }

    private readonly record struct GruGates(Tensor Reset, Tensor Update, Tensor Candidate);
}
