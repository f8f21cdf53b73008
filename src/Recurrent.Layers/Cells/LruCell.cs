using Recurrent.Layers.Basic;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Cells;

/// <summary>One step of a linear recurrent unit, alone or as the paper's block.</summary>
/// <remarks>
/// s_t = λ ⊙ s_{t−1} + γ ⊙ B u_t with complex s, λ = exp(−exp(ν) + i exp(θ)), B; y_t = Re(C s_t) + D ⊙ u_t. Alone, h_t = y_t with u = x. As a
/// block, with e = x where I = H and W_e x + b_e otherwise: u = LayerNorm(e), h_t = e + (W_v GELU(y) + b_v) ⊙ σ(W_g GELU(y) + b_g).
/// λ is always inside the unit circle, so that no sequence is too long; ν, θ and ln γ stand in <c>bias_lambda</c>, <c>[3N]</c>, which weight
/// decay leaves alone. Orvieto and others, "Resurrecting recurrent neural networks for long sequences", ICML 2023, section 3 and figure 1.
/// </remarks>
public sealed class LruCell : Module, ISequenceCell<LruState>, IInspectedCell<LruState>
{
    private readonly LruOptions _options;
    private readonly Parameter? _encoder, _encoderBias;
    private readonly Parameter _toState, _fromState, _skip, _lambda;
    private readonly LayerNorm? _norm;
    private readonly Parameter? _gate, _gateBias;

    /// <summary>Makes a cell.</summary>
    /// <param name="options">Sizes, first ring of λ, block or not; what concerns a stack of layers is not used by a cell.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    /// <exception cref="ArgumentException">The least radius is above the largest.</exception>
    public LruCell(LruOptions options, InitializationScope initialization)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.MinimumRadius > options.MaximumRadius)
            throw new ArgumentException($"MinimumRadius {options.MinimumRadius} is above MaximumRadius {options.MaximumRadius}; exchange them.", nameof(options));
        _options = options;
        (InputSize, HiddenSize) = (options.InputSize, options.HiddenSize);
        if (InputSize != HiddenSize)
        {
            _encoder = Add("weight_ih", new Shape(HiddenSize, InputSize), new GlorotUniform());
            _encoderBias = Add("bias_ih", new Shape(HiddenSize), Initializer.Zeros);
        }

        int states = options.States;
        _lambda = Add("bias_lambda", new Shape(3 * states), new RingOfEigenvalues(options.MinimumRadius, options.MaximumRadius, options.MaximumPhase));
        _toState = Add("weight_b", new Shape(2 * states, HiddenSize), new Normal(1 / Math.Sqrt(2.0 * HiddenSize)));
        _fromState = Add("weight_c", new Shape(HiddenSize, 2 * states), new Normal(1 / Math.Sqrt(states)));
        _skip = Add("weight_d", new Shape(HiddenSize), new Normal(1));
        if (options.Block)
        {
            _norm = AddModule("norm", new LayerNorm(HiddenSize));
            _gate = Add("weight_glu", new Shape(2 * HiddenSize, HiddenSize), new GlorotUniform().PerGate(2));
            _gateBias = Add("bias_glu", new Shape(2 * HiddenSize), Initializer.Zeros);
        }

        Parameter Add(string name, Shape shape, Initializer initializer) => AddParameter(name, initialization.Create(name, shape, initializer));
    }

    /// <inheritdoc/>
    public int InputSize { get; }

    /// <inheritdoc/>
    public int HiddenSize { get; }

    /// <inheritdoc/>
    public LruState ZeroState(int batch) => new(Tensor.Zeros(new Shape(batch, HiddenSize)), Tensor.Zeros(new Shape(batch, 2 * _options.States)));

    /// <inheritdoc/>
    public LruState Step(Tape tape, Tensor input, LruState state)
    {
        ArgumentNullException.ThrowIfNull(tape);
        Tensor encoded = Encode(tape, input), normal = Normalize(tape, encoded);
        Tensor memory = tape.LruStep(tape.Linear(normal, _toState), _lambda, state.Memory);
        return new LruState(Read(tape, memory, normal, encoded), memory);
    }

    /// <inheritdoc/>
    /// <remarks>The gate of the block; the recurrence has none, nor has the unit alone.</remarks>
    public IReadOnlyList<CellActivation> Activations(Tape tape, Tensor input, LruState state)
    {
        ArgumentNullException.ThrowIfNull(tape);
        if (_gate is null)
        {
            return [];
        }

        Tensor normal = Normalize(tape, Encode(tape, input));
        Tensor memory = tape.LruStep(tape.Linear(normal, _toState), _lambda, state.Memory);
        return [new("output", ActivationKind.Gate, tape.Sigmoid(tape.Slice(Gated(tape, Recurrent(tape, memory, normal)), -1, HiddenSize, HiddenSize)))];
    }

    (Tensor Outputs, LruState Final) ISequenceCell<LruState>.Scan(Tape tape, SequenceBatch input, LruState? initial, SequenceDirection direction)
    {
        Tensor encoded = Encode(tape, input.Values), normal = Normalize(tape, encoded);
        (Tensor states, Tensor memory) = tape.LruScan(input.With(tape.Linear(normal, _toState)), _lambda, initial?.Memory, direction);
        Tensor outputs = Read(tape, states, normal, encoded);
        if (!input.IsFull)
        {
            outputs = tape.Where(tape.SequenceMask(input).Reshape(new Shape(input.Time, input.Batch, 1)), outputs, tape.Zeros(new Shape(1)));
        }

        Tensor before = initial?.Hidden ?? Tensor.Zeros(new Shape(input.Batch, HiddenSize));
        return (outputs, new LruState(LastOutputs.Of(tape, input.With(outputs), before, direction), memory));
    }

    private Tensor Encode(Tape tape, Tensor input) => _encoder is null ? input : tape.Linear(input, _encoder, _encoderBias);

    private Tensor Normalize(Tape tape, Tensor encoded) => _norm is null ? encoded : _norm.Run(tape, encoded);

    /// <summary>The output of any number of rows, from their states.</summary>
    private Tensor Read(Tape tape, Tensor states, Tensor normal, Tensor encoded)
    {
        Tensor output = Recurrent(tape, states, normal);
        if (_gate is null)
        {
            return output;
        }

        return tape.Add(encoded, tape.GatedLinearUnit(Gated(tape, output)));
    }

    private Tensor Recurrent(Tape tape, Tensor states, Tensor normal) => tape.LinearSkip(states, _fromState, normal, _skip);

    private Tensor Gated(Tape tape, Tensor output) => tape.Linear(tape.Gelu(output), _gate!, _gateBias);
}
