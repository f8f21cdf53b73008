using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Cells;

/// <summary>The weights that RNN, LSTM and GRU have in common: one matrix for the input, one for the hidden state, a bias for each.</summary>
public abstract class GatedCell : Module
{
    private protected GatedCell(RecurrentOptions options, CellGates gates, InitializationScope initialization)
    {
        InputSize = options.InputSize;
        HiddenSize = options.OutputWidth;
        CellSize = options.HiddenSize;
        int rows = gates.Count * CellSize;
        RecurrentInitialization values = options.Initialization;
        InputWeight = Add("weight_ih", new Shape(rows, InputSize), values.InputWeight(gates), initialization);
        RecurrentWeight = Add("weight_hh", new Shape(rows, HiddenSize), values.RecurrentWeight(gates), initialization);
        InputBias = Add("bias_ih", new Shape(rows), values.InputBias(gates), initialization);
        RecurrentBias = Add("bias_hh", new Shape(rows), values.RecurrentBias(gates), initialization);
    }

    /// <summary>I, the features of a step.</summary>
    public int InputSize { get; }

    /// <summary>H, the width of the hidden state.</summary>
    public int HiddenSize { get; }

    /// <summary>Values of a gate: H, but for an LSTM that projects its output.</summary>
    private protected int CellSize { get; }

    /// <summary>W_ih, <c>[gates·H, I]</c>, named <c>weight_ih</c>; the gates' rows one block after the other.</summary>
    public Parameter InputWeight { get; }

    /// <summary>W_hh, <c>[gates·H, H]</c>, named <c>weight_hh</c>.</summary>
    public Parameter RecurrentWeight { get; }

    /// <summary>b_ih, <c>[gates·H]</c>, named <c>bias_ih</c>.</summary>
    public Parameter InputBias { get; }

    /// <summary>b_hh, <c>[gates·H]</c>, named <c>bias_hh</c>.</summary>
    public Parameter RecurrentBias { get; }

    /// <summary>The weights as the fused time loop takes them.</summary>
    /// <param name="tape">Where they live if they have to be brought into another form.</param>
    /// <param name="recurrentWeight">W_hh, or what dropout left of it.</param>
    internal virtual RecurrentWeights FusedWeights(Tape tape, Tensor recurrentWeight) => new(InputWeight, recurrentWeight, InputBias, RecurrentBias);

    /// <summary>The present weights, for a packed copy.</summary>
    internal RecurrentWeights FusedWeights() => FusedWeights(Tape.ForInference(threads: 1), RecurrentWeight);

    /// <summary>The values of a gate, number <paramref name="gate"/> in the order of the rows.</summary>
    private protected Tensor Block(Tape tape, Tensor gates, int gate) => tape.Slice(gates, -1, gate * CellSize, CellSize);

    private protected Parameter Add(string name, Shape shape, Initializer initializer, InitializationScope initialization) =>
        AddParameter(name, initialization.Create(name, shape, initializer));
}
