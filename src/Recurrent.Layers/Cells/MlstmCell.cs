using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Recurrent.Layers.Cells;

/// <summary>One step of an mLSTM: an LSTM whose memory is a matrix for each head, written with keys and read with queries.</summary>
/// <remarks>
/// q = W_q x + b_q, k = (W_k x + b_k)/√d, v = W_v x + b_v, o = σ(W_o x + b_o), d = H/K, and for each head two numbers ĩ, f̃ = w x + b;
/// m_t = max(ln σ(f̃) + m_{t−1}, ĩ), i = exp(ĩ − m_t), f = exp(ln σ(f̃) + m_{t−1} − m_t); C_t = f C_{t−1} + i k vᵀ, n_t = f n_{t−1} + i k,
/// h_t = o ⊙ C_tᵀ q / max(|nᵀ q|, e^−m). Rows of <c>weight_ih</c> stand in the order q k v o, those of <c>weight_if</c>, <c>[2K, I]</c>, i f.
/// No gate reads h, so all steps of a chunk are a few products of matrices. Beck and others, "xLSTM: extended long short-term memory",
/// NeurIPS 2024, equations 19 to 27, with the sigmoid forget gate and the stabilisation of appendix A.
/// </remarks>
public sealed class MlstmCell : Module, ISequenceCell<MlstmState>, IInspectedCell<MlstmState>
{
    private readonly int _chunkSize;
    private readonly MlstmShape _shape;
    private readonly Parameter _weight, _bias, _gateWeight, _gateBias;

    /// <summary>Makes a cell.</summary>
    /// <param name="options">Sizes, heads, chunks and initialisation; what concerns a stack of layers is not used by a cell.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    /// <exception cref="ArgumentException">H cannot be divided by the heads.</exception>
    public MlstmCell(XlstmOptions options, InitializationScope initialization)
    {
        ArgumentNullException.ThrowIfNull(options);
        (InputSize, HiddenSize, _chunkSize) = (options.InputSize, options.HiddenSize, options.ChunkSize);
        _shape = new MlstmShape(options.HeadCount, HiddenSize / options.HeadCount);
        var rows = new CellGates(HiddenSize, [GateRole.Candidate, GateRole.Candidate, GateRole.Candidate, GateRole.Output]);
        var gates = new CellGates(_shape.Heads, [GateRole.Input, GateRole.Forget]);
        RecurrentInitialization values = options.Initialization;
        _weight = Add("weight_ih", new Shape(4 * HiddenSize, InputSize), values.InputWeight(rows));
        _bias = Add("bias_ih", new Shape(4 * HiddenSize), values is ChronoInitialization ? Initializer.Zeros : values.InputBias(rows));
        _gateWeight = Add("weight_if", new Shape(2 * _shape.Heads, InputSize), values.InputWeight(gates));
        _gateBias = Add("bias_if", new Shape(2 * _shape.Heads), SpreadForgetBias.Unless(values, gates));

        Parameter Add(string name, Shape shape, Initializer initializer) => AddParameter(name, initialization.Create(name, shape, initializer));
    }

    /// <inheritdoc/>
    public int InputSize { get; }

    /// <inheritdoc/>
    public int HiddenSize { get; }

    /// <inheritdoc/>
    public MlstmState ZeroState(int batch) => new(
        Zeros(batch, HiddenSize), Zeros(batch, HiddenSize * _shape.Width), Zeros(batch, HiddenSize), Zeros(batch, _shape.Heads));

    /// <inheritdoc/>
    public MlstmState Step(Tape tape, Tensor input, MlstmState state)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(input);
        (Tensor sums, Tensor gates) = Sums(tape, input);
        int batch = input.Shape[0];
        var memory = MlstmMemory.Of(state, _shape);
        MlstmMemory next = MlstmRecurrence.Step(tape, _shape.StepOf(tape, sums, gates), memory, out Tensor read);
        Tensor hidden = tape.Multiply(read.Reshape(new Shape(batch, HiddenSize)), tape.Sigmoid(tape.Slice(sums, -1, 3 * HiddenSize, HiddenSize)));
        return next.State(hidden);
    }

    /// <inheritdoc/>
    /// <remarks>Gates of a head stand at each of its values; the input gate is shown as i, divided by e^m as the state is.</remarks>
    public IReadOnlyList<CellActivation> Activations(Tape tape, Tensor input, MlstmState state)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(input);
        (Tensor sums, Tensor gates) = Sums(tape, input);
        MlstmSteps step = _shape.StepOf(tape, sums, gates);
        MlstmMemory next = MlstmRecurrence.Step(tape, step, MlstmMemory.Of(state, _shape), out _);
        return
        [
            new("input", ActivationKind.Gate, Spread(tape.Exp(tape.Subtract(step.Input, next.Stabilizer)))),
            new("forget", ActivationKind.Gate, Spread(tape.Exp(step.Forget))),
            new("output", ActivationKind.Gate, tape.Sigmoid(tape.Slice(sums, -1, 3 * HiddenSize, HiddenSize))),
        ];

        Tensor Spread(Tensor heads) => tape.BroadcastTo(heads, new Shape(input.Shape[0], _shape.Heads, _shape.Width)).Reshape(new Shape(input.Shape[0], HiddenSize));
    }

    (Tensor Outputs, MlstmState Final) ISequenceCell<MlstmState>.Scan(Tape tape, SequenceBatch input, MlstmState? initial, SequenceDirection direction)
    {
        MlstmState start = initial ?? ZeroState(input.Batch);
        if (input.Time == 0)
        {
            return (tape.Zeros(new Shape(0, input.Batch, HiddenSize)), start);
        }

        SequenceBatch ordered = direction == SequenceDirection.Reverse ? ReversedSteps.Of(tape, input) : input;
        (Tensor sums, Tensor gates) = Sums(tape, ordered.Values);
        Tensor? isValid = input.IsFull ? null : tape.SequenceMask(input).Reshape(new Shape(input.Time, input.Batch, 1));
        var memory = MlstmMemory.Of(start, _shape);
        var read = new List<Tensor>();

        // Later steps of a chunk have the factor 0 in earlier ones, and 0 · NaN would reach them.
        int chunk = TensorPrimitives.IsFiniteAll(sums.Values) && TensorPrimitives.IsFiniteAll(gates.Values) ? _chunkSize : 1;
        for (int first = 0; first < input.Time; first += chunk)
        {
            int length = Math.Min(chunk, input.Time - first);
            MlstmSteps steps = _shape.ChunkOf(tape, sums.Slice(first, length), gates.Slice(first, length), isValid?.Slice(first, length));
            memory = MlstmRecurrence.Chunk(tape, steps, memory, out Tensor part);
            read.Add(tape.Permute(part, 2, 0, 1, 3).Reshape(new Shape(length, input.Batch, HiddenSize)));
        }

        Tensor outputs = tape.Multiply(tape.Concat(0, [.. read]), tape.Sigmoid(tape.Slice(sums, -1, 3 * HiddenSize, HiddenSize)));
        outputs = isValid is null ? outputs : tape.Where(isValid, outputs, tape.Zeros(new Shape(1)));
        SequenceBatch result = ordered.With(outputs);
        result = direction == SequenceDirection.Reverse ? ReversedSteps.Of(tape, result) : result;
        return (result.Values, memory.State(LastOutputs.Of(tape, result, start.Hidden, direction)));
    }

    private static Tensor Zeros(int batch, int width) => Tensor.Zeros(new Shape(batch, width));

    private (Tensor Sums, Tensor Gates) Sums(Tape tape, Tensor input) => (tape.Linear(input, _weight, _bias), tape.Linear(input, _gateWeight, _gateBias));
}
