using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.Layers.Cells;

/// <summary>One step of an sLSTM: an LSTM with exponential input gates and a normalised cell.</summary>
/// <remarks>
/// ĩ, f̃, z̃, õ = W x_t + R h_{t−1} + b; m_t = max(ln σ(f̃) + m_{t−1}, ĩ), i = exp(ĩ − m_t), f = exp(ln σ(f̃) + m_{t−1} − m_t);
/// c_t = f ⊙ c_{t−1} + i ⊙ tanh(z̃), n_t = f ⊙ n_{t−1} + i, h_t = σ(õ) ⊙ c_t / n_t. R is block-diagonal: a head reads its own values of h only.
/// Rows of <c>weight_ih</c> and the bias stand in the order i f z o; those of <c>weight_hh</c>, <c>[4H, H/K]</c>, head by head, each in that order.
/// Beck and others, "xLSTM: extended long short-term memory", NeurIPS 2024, equations 8 to 17, with the sigmoid forget gate.
/// </remarks>
public sealed class SlstmCell : Module, IGateCell<SlstmState>, IInspectedCell<SlstmState>
{
    private const int Gates = 4;

    // Keeps 0/0 away where the first input gate is so small against the forget gate that both vanish.
    private static readonly Tensor Tiny = Tensor.FromValues([1e-30f], new Shape(1));

    private readonly int _heads;
    private readonly Parameter _inputWeight, _recurrentWeight, _bias;
    private readonly Tensor _blocks;

    /// <summary>Makes a cell.</summary>
    /// <param name="options">Sizes, heads and initialisation; what concerns a stack of layers is not used by a cell.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    /// <exception cref="ArgumentException">H cannot be divided by the heads.</exception>
    public SlstmCell(XlstmOptions options, InitializationScope initialization)
    {
        ArgumentNullException.ThrowIfNull(options);
        (InputSize, HiddenSize, _heads) = (options.InputSize, options.HiddenSize, options.HeadCount);
        int width = HiddenSize / _heads;
        GateRole[] roles = [GateRole.Input, GateRole.Forget, GateRole.Candidate, GateRole.Output];
        var gates = new CellGates(HiddenSize, [.. roles]);
        var blocks = new CellGates(width, [.. Enumerable.Repeat(roles, _heads).SelectMany(static one => one)]);
        _inputWeight = Add("weight_ih", new Shape(Gates * HiddenSize, InputSize), options.Initialization.InputWeight(gates));
        _recurrentWeight = Add("weight_hh", new Shape(Gates * HiddenSize, width), options.Initialization.RecurrentWeight(blocks));
        _bias = Add("bias_ih", new Shape(Gates * HiddenSize), SpreadForgetBias.Unless(options.Initialization, gates));
        _blocks = Blocks(_recurrentWeight);

        Parameter Add(string name, Shape shape, Initializer initializer) => AddParameter(name, initialization.Create(name, shape, initializer));
    }

    /// <inheritdoc/>
    public int InputSize { get; }

    /// <inheritdoc/>
    public int HiddenSize { get; }

    bool IGateCell<SlstmState>.IsSplit => true;

    Tensor IGateCell<SlstmState>.RecurrentWeight => _recurrentWeight;

    /// <inheritdoc/>
    public SlstmState ZeroState(int batch) => new(Zeros(batch), Zeros(batch), Zeros(batch), Zeros(batch));

    /// <inheritdoc/>
    public SlstmState Step(Tape tape, Tensor input, SlstmState state)
    {
        ArgumentNullException.ThrowIfNull(tape);
        return Step(tape, FromInput(tape, input), state, _recurrentWeight);
    }

    /// <inheritdoc/>
    /// <remarks>The input gate is shown as i, divided by e^m as the state is.</remarks>
    public IReadOnlyList<CellActivation> Activations(Tape tape, Tensor input, SlstmState state)
    {
        ArgumentNullException.ThrowIfNull(tape);
        Tensor sums = Sums(tape, FromInput(tape, input), state.Hidden, _blocks);
        SlstmState next = Step(tape, FromInput(tape, input), state, _recurrentWeight);
        Tensor inputGate = tape.Exp(tape.Subtract(Block(tape, sums, 0), next.Stabilizer));
        return
        [
            new("input", ActivationKind.Gate, inputGate), new("forget", ActivationKind.Gate, tape.Sigmoid(Block(tape, sums, 1))),
            new("candidate", ActivationKind.Symmetric, tape.Tanh(Block(tape, sums, 2))), new("output", ActivationKind.Gate, tape.Sigmoid(Block(tape, sums, 3))),
        ];
    }

    Tensor IGateCell<SlstmState>.FromInput(Tape tape, Tensor input) => FromInput(tape, input);

    SlstmState IGateCell<SlstmState>.Step(Tape tape, Tensor fromInput, SlstmState state, Tensor recurrentWeight) => Step(tape, fromInput, state, recurrentWeight);

    private static Tensor LogSigmoid(Tape tape, Tensor sum) => tape.Negate(tape.Softplus(tape.Negate(sum)));

    private Tensor FromInput(Tape tape, Tensor input) => tape.Linear(input, _inputWeight, _bias);

    private SlstmState Step(Tape tape, Tensor fromInput, SlstmState state, Tensor recurrentWeight)
    {
        Tensor sums = Sums(tape, fromInput, state.Hidden, ReferenceEquals(recurrentWeight, _recurrentWeight) ? _blocks : Blocks(recurrentWeight));
        Tensor input = Block(tape, sums, 0), kept = tape.Add(LogSigmoid(tape, Block(tape, sums, 1)), state.Stabilizer);
        Tensor stabilizer = tape.Maximum(kept, input);
        Tensor inputGate = tape.Exp(tape.Subtract(input, stabilizer)), forgetGate = tape.Exp(tape.Subtract(kept, stabilizer));
        Tensor cell = tape.Add(tape.Multiply(forgetGate, state.Cell), tape.Multiply(inputGate, tape.Tanh(Block(tape, sums, 2))));
        Tensor normalizer = tape.Add(tape.Multiply(forgetGate, state.Normalizer), inputGate);
        Tensor hidden = tape.Multiply(tape.Sigmoid(Block(tape, sums, 3)), tape.Divide(cell, tape.Maximum(normalizer, Tiny)));
        return new SlstmState(hidden, cell, normalizer, stabilizer);
    }

    private Tensor Block(Tape tape, Tensor sums, int gate) => tape.Slice(sums, -1, gate * HiddenSize, HiddenSize);

    private Tensor Sums(Tape tape, Tensor fromInput, Tensor hidden, Tensor blocks) => tape.Add(fromInput, FromHidden(tape, hidden, blocks));

    /// <summary>R h of all heads, <c>[B, 4H]</c>, gate by gate.</summary>
    private Tensor FromHidden(Tape tape, Tensor hidden, Tensor blocks)
    {
        int batch = hidden.Shape[0], width = HiddenSize / _heads;
        Tensor heads = tape.Permute(hidden.Reshape(new Shape(batch, _heads, width)), 1, 0, 2);
        Tensor sums = tape.MatMul(heads, blocks, transposeRight: true).Reshape(new Shape(_heads, batch, Gates, width));
        return tape.Permute(sums, 1, 2, 0, 3).Reshape(new Shape(batch, Gates * HiddenSize));
    }

    private Tensor Blocks(Tensor recurrentWeight) => recurrentWeight.Reshape(new Shape(_heads, Gates * HiddenSize / _heads, HiddenSize / _heads));

    private Tensor Zeros(int batch) => Tensor.Zeros(new Shape(batch, HiddenSize));
}
