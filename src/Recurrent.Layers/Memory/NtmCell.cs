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
    private readonly NtmHead _head;

    /// <summary>Makes a cell.</summary>
    /// <param name="options">Sizes of controller and memory, initialisation of the controller; what concerns a stack of layers is not used by a cell.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    public NtmCell(NtmOptions options, InitializationScope initialization)
    {
        ArgumentNullException.ThrowIfNull(options);
        (InputSize, HiddenSize, Slots, Width) = (options.InputSize, options.HiddenSize, options.Slots, options.SlotWidth);
        var own = new LstmOptions { InputSize = InputSize + Width, HiddenSize = HiddenSize, Initialization = options.Initialization };
        Controller = AddModule("controller", new LstmCell(own, initialization.Part("controller")));
        Heads = AddModule("heads", new Linear(HiddenSize, (2 * NtmHead.Values(Width)) + (2 * Width), initialization.Part("heads")));
        Output = AddModule("output", new Linear(Width, HiddenSize, initialization.Part("output"), hasBias: false));
        _head = new NtmHead(Slots, Width);
    }

    /// <inheritdoc/>
    public int InputSize { get; }

    /// <inheritdoc/>
    public int HiddenSize { get; }

    /// <summary>N.</summary>
    internal int Slots { get; }

    /// <summary>W.</summary>
    internal int Width { get; }

    internal LstmCell Controller { get; }

    internal Linear Heads { get; }

    internal Linear Output { get; }

    /// <inheritdoc/>
    public NtmState ZeroState(int batch)
    {
        return new NtmState(Zeros(HiddenSize), Zeros(HiddenSize), Zeros(HiddenSize), Zeros(Width), Zeros(Slots), Zeros(Slots), Zeros(Slots * Width));

        Tensor Zeros(int width) => Tensor.Zeros(new Shape(batch, width));
    }

    /// <inheritdoc/>
    public NtmState Step(Tape tape, Tensor input, NtmState state)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(input);
        int batch = input.Shape[0], values = NtmHead.Values(Width);
        LstmState controller = Controller.Step(tape, tape.Concat(-1, input, state.Read), new LstmState(state.Hidden, state.Cell));
        Tensor heads = Heads.Run(tape, controller.Hidden);
        Tensor memory = state.Memory.Reshape(new Shape(batch, Slots, Width));
        Tensor writing = _head.Look(tape, memory, tape.Slice(heads, -1, 0, values), state.WriteWeights);
        memory = Written(tape, memory, writing, tape.Slice(heads, -1, 2 * values, 2 * Width));
        Tensor reading = _head.Look(tape, memory, tape.Slice(heads, -1, values, values), state.ReadWeights);
        Tensor read = tape.MatMul(reading.Reshape(new Shape(batch, 1, Slots)), memory).Reshape(new Shape(batch, Width));
        return new NtmState(
            tape.Add(controller.Hidden, Output.Run(tape, read)), controller.Hidden, controller.Cell, read,
            _head.Kept(tape, reading), _head.Kept(tape, writing), memory.Reshape(new Shape(batch, Slots * Width)));
    }

    /// <inheritdoc/>
    /// <remarks>The gates of the controller.</remarks>
    public IReadOnlyList<CellActivation> Activations(Tape tape, Tensor input, NtmState state)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(input);
        return Controller.Activations(tape, tape.Concat(-1, input, state.Read), new LstmState(state.Hidden, state.Cell));
    }

    /// <summary>M ⊙ (1 − w eᵀ) + w aᵀ = M + w (a − e ⊙ M) for every slot.</summary>
    private Tensor Written(Tape tape, Tensor memory, Tensor weights, Tensor changes)
    {
        var row = new Shape(weights.Shape[0], 1, Width);
        Tensor erase = tape.Sigmoid(tape.Slice(changes, -1, 0, Width)).Reshape(row);
        Tensor add = tape.Tanh(tape.Slice(changes, -1, Width, Width)).Reshape(row);
        return tape.Add(memory, tape.Multiply(weights.Reshape(new Shape(weights.Shape[0], Slots, 1)), tape.Subtract(add, tape.Multiply(erase, memory))));
    }
}
