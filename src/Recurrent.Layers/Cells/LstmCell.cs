using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Cells;

/// <summary>One step of a long short-term memory, with the options of <see cref="LstmOptions"/>.</summary>
/// <remarks>
/// i, f, o = σ(W x_t + b + W h_{t−1} + b), g = tanh(the same with its own rows); c_t = f ⊙ c_{t−1} + i ⊙ g; h_t = o ⊙ tanh(c_t). Rows stand in
/// the order i f g o. Hochreiter and Schmidhuber 1997, with the forget gate of Gers, Schmidhuber and Cummins 2000. With peepholes p_i ⊙ c_{t−1},
/// p_f ⊙ c_{t−1} and p_o ⊙ c_t stand in the sums of i, f and o; with coupled gates i = 1 − f and rows in the order f g o; with a projection
/// h_t = W_hr (o ⊙ tanh(c_t)); with layer normalisation the sums are LN(W x_t) + LN(W h_{t−1}) and h_t = o ⊙ tanh(LN(c_t)).
/// </remarks>
public sealed class LstmCell : GatedCell, IGateCell<LstmState>, IInspectedCell<LstmState>
{
    private readonly bool _isCoupled;
    private readonly Parameter? _toInput, _toForget, _toOutput;
    private readonly Parameter? _projection;
    private readonly Parameter? _inputGain, _recurrentGain, _cellGain, _cellBias;

    /// <summary>Makes a cell.</summary>
    /// <param name="options">Sizes, variants, forget bias and initialisation; what concerns a stack of layers is not used by a cell.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    /// <exception cref="ArgumentException">The projection is wider than the cell.</exception>
    public LstmCell(LstmOptions options, InitializationScope initialization)
        : base(Checked(options), GatesOf(options), initialization)
    {
        _isCoupled = options.CoupledGates;
        var vector = new Shape(CellSize);
        if (options.Peephole)
        {
            var small = new Uniform(1 / Math.Sqrt(CellSize));
            _toInput = _isCoupled ? null : Add("weight_ci", vector, small, initialization);
            _toForget = Add("weight_cf", vector, small, initialization);
            _toOutput = Add("weight_co", vector, small, initialization);
        }

        if (options.ProjectionSize > 0)
        {
            _projection = Add("weight_hr", new Shape(HiddenSize, CellSize), options.Initialization.RecurrentWeight(new CellGates(CellSize, [GateRole.Candidate])), initialization);
        }

        if (options.LayerNorm)
        {
            _inputGain = Add("norm_ih", InputBias.Shape, Initializer.Ones, initialization);
            _recurrentGain = Add("norm_hh", InputBias.Shape, Initializer.Ones, initialization);
            _cellGain = Add("norm_c", vector, Initializer.Ones, initialization);
            _cellBias = Add("bias_c", vector, Initializer.Zeros, initialization);
        }
    }

    /// <summary>Whether i = 1 − f, with rows in the order f g o.</summary>
    internal bool IsCoupled => _isCoupled;

    /// <summary>Values of c.</summary>
    internal int CellWidth => CellSize;

    bool IGateCell<LstmState>.IsSplit => true;

    Tensor IGateCell<LstmState>.RecurrentWeight => RecurrentWeight;

    /// <inheritdoc/>
    public LstmState ZeroState(int batch) => new(Tensor.Zeros(new Shape(batch, HiddenSize)), Tensor.Zeros(new Shape(batch, CellSize)));

    /// <inheritdoc/>
    public LstmState Step(Tape tape, Tensor input, LstmState state)
    {
        ArgumentNullException.ThrowIfNull(tape);
        return Step(tape, FromInput(tape, input), state, RecurrentWeight);
    }

    /// <inheritdoc/>
    public IReadOnlyList<CellActivation> Activations(Tape tape, Tensor input, LstmState state)
    {
        ArgumentNullException.ThrowIfNull(tape);
        LstmGates gates = Gates(tape, FromInput(tape, input), state, RecurrentWeight);
        CellActivation[] common =
        [
            new("forget", ActivationKind.Gate, gates.Forget), new("candidate", ActivationKind.Symmetric, gates.Candidate),
            new("output", ActivationKind.Gate, gates.Output),
        ];
        return gates.Input is null ? common : [new("input", ActivationKind.Gate, gates.Input), .. common];
    }

    Tensor IGateCell<LstmState>.FromInput(Tape tape, Tensor input) => FromInput(tape, input);

    LstmState IGateCell<LstmState>.Step(Tape tape, Tensor fromInput, LstmState state, Tensor recurrentWeight) => Step(tape, fromInput, state, recurrentWeight);

    /// <remarks>
    /// With coupled gates i = 1 − σ(z) = σ(−z), so rows of i are those of f with the other sign, and the loop of an LSTM with four gates serves.
    /// </remarks>
    internal override RecurrentWeights FusedWeights(Tape tape, Tensor recurrentWeight)
    {
        return _isCoupled
            ? new RecurrentWeights(WithInputGate(InputWeight), WithInputGate(recurrentWeight), WithInputGate(InputBias), WithInputGate(RecurrentBias))
            : base.FusedWeights(tape, recurrentWeight);

        Tensor WithInputGate(Tensor rows) => tape.Concat(0, tape.Negate(rows.Slice(0, CellSize)), rows);
    }

    /// <summary>p_i, p_f and p_o, <c>[3, H]</c>, as the fused time loop takes them.</summary>
    internal Tensor FusedPeepholes(Tape tape) => tape.Stack(0, _toInput ?? tape.Negate(_toForget!), _toForget!, _toOutput!);

    private static LstmOptions Checked(LstmOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.ProjectionSize <= options.HiddenSize
            ? options
            : throw new ArgumentException($"ProjectionSize {options.ProjectionSize} is wider than HiddenSize {options.HiddenSize}; a projection makes the output narrower.", nameof(options));
    }

    private static CellGates GatesOf(LstmOptions options) => new(options.HiddenSize, options.CoupledGates
        ? [GateRole.Forget, GateRole.Candidate, GateRole.Output]
        : [GateRole.Input, GateRole.Forget, GateRole.Candidate, GateRole.Output])
    { ForgetBias = options.ForgetBias };

    private static Tensor Seen(Tape tape, Tensor sum, Parameter? weight, Tensor cell) => weight is null ? sum : tape.Add(sum, tape.Multiply(cell, weight));

    private static Tensor Sums(Tape tape, Tensor values, Tensor weight, LinearPart part) => part.Gain is null
        ? tape.Linear(values, weight, part.Bias)
        : tape.LayerNorm(tape.Linear(values, weight), part.Gain, part.Bias);

    private Tensor FromInput(Tape tape, Tensor input) => Sums(tape, input, InputWeight, new LinearPart(InputBias, _inputGain));

    private LstmState Step(Tape tape, Tensor fromInput, LstmState state, Tensor recurrentWeight)
    {
        LstmGates gates = Gates(tape, fromInput, state, recurrentWeight);
        Tensor shown = tape.Multiply(gates.Output, tape.Tanh(_cellGain is null ? gates.Cell : tape.LayerNorm(gates.Cell, _cellGain, _cellBias)));
        return new LstmState(_projection is null ? shown : tape.Linear(shown, _projection), gates.Cell);
    }

    private LstmGates Gates(Tape tape, Tensor fromInput, LstmState state, Tensor recurrentWeight)
    {
        Tensor sums = tape.Add(fromInput, Sums(tape, state.Hidden, recurrentWeight, new LinearPart(RecurrentBias, _recurrentGain)));
        int first = _isCoupled ? 0 : 1;
        Tensor? inputGate = _isCoupled ? null : tape.Sigmoid(Seen(tape, Block(tape, sums, 0), _toInput, state.Cell));
        Tensor forgetGate = tape.Sigmoid(Seen(tape, Block(tape, sums, first), _toForget, state.Cell));
        Tensor candidate = tape.Tanh(Block(tape, sums, first + 1));
        Tensor cell = inputGate is null
            ? tape.Add(candidate, tape.Multiply(forgetGate, tape.Subtract(state.Cell, candidate)))
            : tape.Add(tape.Multiply(forgetGate, state.Cell), tape.Multiply(inputGate, candidate));
        return new LstmGates(inputGate, forgetGate, candidate, tape.Sigmoid(Seen(tape, Block(tape, sums, first + 2), _toOutput, cell)), cell);
    }

    private readonly record struct LstmGates(Tensor? Input, Tensor Forget, Tensor Candidate, Tensor Output, Tensor Cell);

    /// <summary>What stands beside a matrix.</summary>
    /// <param name="Bias">The offset.</param>
    /// <param name="Gain">The factor of the normalised product; null where it is not normalised.</param>
    private readonly record struct LinearPart(Parameter Bias, Parameter? Gain);
}
