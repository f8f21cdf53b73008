using Recurrent.Layers;
using Recurrent.Layers.Cells;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace CustomCell;

#region CellState
/// <summary>What a minimal gated unit remembers.</summary>
/// <param name="Hidden">h, [B, H], which is also the output.</param>
internal readonly record struct MinimalGatedState(Tensor Hidden) : IRecurrentState<MinimalGatedState>
{
    public static int ComponentCount => 1;

    public Tensor this[int index] => index == 0 ? Hidden : throw new ArgumentOutOfRangeException(nameof(index), index, "The state has one tensor, number 0.");

    public static MinimalGatedState From(ReadOnlySpan<Tensor> components) => new(components[0]);
}
#endregion

#region CellClass
/// <summary>One step of a minimal gated unit: a GRU whose one gate both resets and updates.</summary>
/// <remarks>Zhou, Wu, Zhang and Zhou, "Minimal gated unit for recurrent neural networks", 2016.</remarks>
internal sealed class MinimalGatedUnit : Module, IRecurrentCell<MinimalGatedState>
{
    private readonly Parameter _inputWeight, _recurrentWeight, _bias;

    public MinimalGatedUnit(RecurrentOptions options, InitializationScope scope)
    {
        (InputSize, HiddenSize) = (options.InputSize, options.HiddenSize);
        var gates = new CellGates(HiddenSize, [GateRole.Input, GateRole.Candidate]);
        int rows = gates.Count * HiddenSize;
        RecurrentInitialization values = options.Initialization;
        _inputWeight = Add("weight_ih", new Shape(rows, InputSize), values.InputWeight(gates));
        _recurrentWeight = Add("weight_hh", new Shape(rows, HiddenSize), values.RecurrentWeight(gates));
        _bias = Add("bias_ih", new Shape(rows), values.InputBias(gates));

        Parameter Add(string name, Shape shape, Initializer initializer) => AddParameter(name, scope.Create(name, shape, initializer));
    }

    public int InputSize { get; }

    public int HiddenSize { get; }

    public MinimalGatedState ZeroState(int batch) => new(Tensor.Zeros(new Shape(batch, HiddenSize)));

    public MinimalGatedState Step(Tape tape, Tensor input, MinimalGatedState state)
    {
        Tensor hidden = state.Hidden;                                              // h of the step before, [B, H]
        Tensor fromInput = tape.Linear(input, _inputWeight, _bias);                // W x + b of gate and candidate, [B, 2H]
        Tensor forgetGate = tape.Sigmoid(tape.Add(Block(fromInput, 0), tape.Linear(hidden, Rows(0))));
        Tensor candidate = tape.Tanh(tape.Add(Block(fromInput, 1), tape.Linear(tape.Multiply(forgetGate, hidden), Rows(1))));
        return new MinimalGatedState(tape.Add(                                     // (1 − f) ⊙ h + f ⊙ h̃
            tape.Multiply(tape.AddScalar(tape.Negate(forgetGate), 1), hidden),
            tape.Multiply(forgetGate, candidate)));

        Tensor Block(Tensor sums, int gate) => tape.Slice(sums, -1, gate * HiddenSize, HiddenSize);
        Tensor Rows(int gate) => _recurrentWeight.Slice(gate * HiddenSize, HiddenSize);
    }
}
#endregion
