using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.Layers.Cells;

/// <summary>One step of a recurrent highway network: several highway layers deep.</summary>
/// <remarks>
/// From s = h_{t−1}, for every depth: a = tanh(R_a s + b_a), t = σ(R_t s + b_t), at the first depth with W x_t + b in both sums; s ← t ⊙ a +
/// (1 − t) ⊙ s; h_t is the last s. Rows of <c>weight_ih</c> stand in the order a t, those of <c>weight_hh</c>, <c>[2H · depth, H]</c>, depth by
/// depth. Zilly, Srivastava, Koutník and Schmidhuber, "Recurrent highway networks", ICML 2017, equations 6 to 9 with carry gates 1 − t.
/// </remarks>
public sealed class RhnCell : Module, IGateCell<HiddenState>, IInspectedCell<HiddenState>
{
    private const int Gates = 2;

    private readonly int _depth;
    private readonly Parameter _inputWeight, _inputBias, _recurrentWeight;
    private readonly Tensor[] _weights, _biases;

    /// <summary>Makes a cell.</summary>
    /// <param name="options">Sizes, depth, transfer bias and initialisation; what concerns a stack of layers is not used by a cell.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    public RhnCell(RhnOptions options, InitializationScope initialization)
    {
        ArgumentNullException.ThrowIfNull(options);
        (InputSize, HiddenSize, _depth) = (options.InputSize, options.HiddenSize, options.Depth);
        GateRole[] roles = [GateRole.Candidate, GateRole.Input];
        var gates = new CellGates(HiddenSize, [.. roles]);
        var all = new CellGates(HiddenSize, [.. Enumerable.Repeat(roles, _depth).SelectMany(static one => one)]);
        RecurrentInitialization values = options.Initialization;
        Initializer bias = values.RecurrentBias(all);
        _inputWeight = Add("weight_ih", new Shape(Gates * HiddenSize, InputSize), values.InputWeight(gates));
        _recurrentWeight = Add("weight_hh", new Shape(Gates * HiddenSize * _depth, HiddenSize), values.RecurrentWeight(all));
        _inputBias = Add("bias_ih", new Shape(Gates * HiddenSize), values.InputBias(gates));
        Parameter recurrentBias = Add(
            "bias_hh", new Shape(Gates * HiddenSize * _depth), ReferenceEquals(bias, Initializer.Zeros) ? new GateBias(all, GateRole.Input, options.TransferBias) : bias);
        _weights = Parts(_recurrentWeight);
        _biases = Parts(recurrentBias);

        Parameter Add(string name, Shape shape, Initializer initializer) => AddParameter(name, initialization.Create(name, shape, initializer));
    }

    /// <inheritdoc/>
    public int InputSize { get; }

    /// <inheritdoc/>
    public int HiddenSize { get; }

    bool IGateCell<HiddenState>.IsSplit => true;

    Tensor IGateCell<HiddenState>.RecurrentWeight => _recurrentWeight;

    /// <inheritdoc/>
    public HiddenState ZeroState(int batch) => new(Tensor.Zeros(new Shape(batch, HiddenSize)));

    /// <inheritdoc/>
    public HiddenState Step(Tape tape, Tensor input, HiddenState state)
    {
        ArgumentNullException.ThrowIfNull(tape);
        return new HiddenState(Climb(tape, FromInput(tape, input), state.Hidden, _weights));
    }

    Tensor IGateCell<HiddenState>.FromInput(Tape tape, Tensor input) => FromInput(tape, input);

    HiddenState IGateCell<HiddenState>.Step(Tape tape, Tensor fromInput, HiddenState state, Tensor recurrentWeight) =>
        new(Climb(tape, fromInput, state.Hidden, ReferenceEquals(recurrentWeight, _recurrentWeight) ? _weights : Parts(recurrentWeight)));

    /// <inheritdoc/>
    public IReadOnlyList<CellActivation> Activations(Tape tape, Tensor input, HiddenState state)
    {
        ArgumentNullException.ThrowIfNull(tape);
        var shown = new List<CellActivation>();
        Climb(tape, FromInput(tape, input), state.Hidden, _weights, shown);
        return shown;
    }

    private Tensor FromInput(Tape tape, Tensor input) => tape.Linear(input, _inputWeight, _inputBias);

    private Tensor Climb(Tape tape, Tensor fromInput, Tensor state, Tensor[] weights, List<CellActivation>? shown = null)
    {
        for (int depth = 0; depth < _depth; depth++)
        {
            Tensor sums = tape.Linear(state, weights[depth], _biases[depth]);
            sums = depth == 0 ? tape.Add(sums, fromInput) : sums;
            Tensor candidate = tape.Tanh(tape.Slice(sums, -1, 0, HiddenSize)), transfer = tape.Sigmoid(tape.Slice(sums, -1, HiddenSize, HiddenSize));
            shown?.Add(new CellActivation($"candidate {depth + 1}", ActivationKind.Symmetric, candidate));
            shown?.Add(new CellActivation($"transfer {depth + 1}", ActivationKind.Gate, transfer));
            state = tape.Add(state, tape.Multiply(transfer, tape.Subtract(candidate, state)));
        }

        return state;
    }

    private Tensor[] Parts(Tensor rows) => [.. Enumerable.Range(0, _depth).Select(depth => rows.Slice(depth * Gates * HiddenSize, Gates * HiddenSize))];
}
