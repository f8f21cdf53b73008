using Recurrent.Layers.Basic;
using Recurrent.Layers.Cells;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.Layers.Memory;

/// <summary>One step of a neural Turing machine: an LSTM that writes to and reads from a memory of slots.</summary>
/// <remarks>
/// The controller reads [x_t; r_{t−1}] and gives h_t. Each head gets from h_t a key k, a strength β, a gate g, shifts s and a sharpness γ ≥ 1:
/// w_c = softmax(β cos(k, M_i)), w_g = g w_c + (1 − g) w_{t−1}, w̃(i) = Σ_j w_g(j) s(i − j) round the ends for shifts by −1, 0 and 1,
/// w = w̃^γ/Σ w̃^γ. Then M ← M ⊙ (1 − w eᵀ) + w aᵀ with the write head's weights, erase vector e and add vector a, and r_t = Σ_i w(i) M_i with
/// the read head's weights on the new memory; y_t = h_t + R r_t. One head of each kind; weights start at the first slot. Graves, Wayne and
/// Danihelka, "Neural Turing machines", 2014, equations 2 to 9.
/// </remarks>
public sealed class NtmCell : Module, IInspectedCell<NtmState>
{
    private readonly int _slots, _width;
    private readonly LstmCell _controller;
    private readonly Linear _heads;
    private readonly Linear _output;
    private readonly NtmHead _head;

    /// <summary>Makes a cell.</summary>
    /// <param name="options">Sizes of controller and memory, initialisation of the controller; what concerns a stack of layers is not used by a cell.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    public NtmCell(NtmOptions options, InitializationScope initialization)
    {
        ArgumentNullException.ThrowIfNull(options);
        (InputSize, HiddenSize, _slots, _width) = (options.InputSize, options.HiddenSize, options.Slots, options.SlotWidth);
        var own = new LstmOptions { InputSize = InputSize + _width, HiddenSize = HiddenSize, Initialization = options.Initialization };
        _controller = AddModule("controller", new LstmCell(own, initialization.Part("controller")));
        _heads = AddModule("heads", new Linear(HiddenSize, (2 * NtmHead.Values(_width)) + (2 * _width), initialization.Part("heads")));
        _output = AddModule("output", new Linear(_width, HiddenSize, initialization.Part("output"), hasBias: false));
        _head = new NtmHead(_slots, _width);
    }

    /// <inheritdoc/>
    public int InputSize { get; }

    /// <inheritdoc/>
    public int HiddenSize { get; }

    /// <inheritdoc/>
    public NtmState ZeroState(int batch)
    {
        return new NtmState(Zeros(HiddenSize), Zeros(HiddenSize), Zeros(HiddenSize), Zeros(_width), Zeros(_slots), Zeros(_slots), Zeros(_slots * _width));

        Tensor Zeros(int width) => Tensor.Zeros(new Shape(batch, width));
    }

    /// <inheritdoc/>
    public NtmState Step(Tape tape, Tensor input, NtmState state)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(input);
        int batch = input.Shape[0], values = NtmHead.Values(_width);
        LstmState controller = _controller.Step(tape, tape.Concat(-1, input, state.Read), new LstmState(state.Hidden, state.Cell));
        Tensor heads = _heads.Run(tape, controller.Hidden);
        Tensor memory = state.Memory.Reshape(new Shape(batch, _slots, _width));
        Tensor writing = _head.Look(tape, memory, tape.Slice(heads, -1, 0, values), state.WriteWeights);
        memory = Written(tape, memory, writing, tape.Slice(heads, -1, 2 * values, 2 * _width));
        Tensor reading = _head.Look(tape, memory, tape.Slice(heads, -1, values, values), state.ReadWeights);
        Tensor read = tape.MatMul(reading.Reshape(new Shape(batch, 1, _slots)), memory).Reshape(new Shape(batch, _width));
        return new NtmState(
            tape.Add(controller.Hidden, _output.Run(tape, read)), controller.Hidden, controller.Cell, read,
            _head.Kept(tape, reading), _head.Kept(tape, writing), memory.Reshape(new Shape(batch, _slots * _width)));
    }

    /// <inheritdoc/>
    /// <remarks>The gates of the controller.</remarks>
    public IReadOnlyList<CellActivation> Activations(Tape tape, Tensor input, NtmState state)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(input);
        return _controller.Activations(tape, tape.Concat(-1, input, state.Read), new LstmState(state.Hidden, state.Cell));
    }

    /// <summary>M ⊙ (1 − w eᵀ) + w aᵀ = M + w (a − e ⊙ M) for every slot.</summary>
    private Tensor Written(Tape tape, Tensor memory, Tensor weights, Tensor changes)
    {
        var row = new Shape(weights.Shape[0], 1, _width);
        Tensor erase = tape.Sigmoid(tape.Slice(changes, -1, 0, _width)).Reshape(row);
        Tensor add = tape.Tanh(tape.Slice(changes, -1, _width, _width)).Reshape(row);
        return tape.Add(memory, tape.Multiply(weights.Reshape(new Shape(weights.Shape[0], _slots, 1)), tape.Subtract(add, tape.Multiply(erase, memory))));
    }
}
