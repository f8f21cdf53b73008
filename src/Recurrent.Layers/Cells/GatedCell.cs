using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Cells;

/// <summary>The weights that RNN, LSTM and GRU have in common: one matrix for the input, one for the hidden state, a bias for each.</summary>
public abstract class GatedCell : Module
{
    private protected GatedCell(RecurrentOptions options, CellGates gates, InitializationScope initialization)
    {
        InputSize = options.InputSize;
        HiddenSize = options.HiddenSize;
        int rows = gates.Count * HiddenSize;
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

    /// <summary>W_ih, <c>[gates·H, I]</c>, named <c>weight_ih</c>; the gates' rows one block after the other.</summary>
    public Parameter InputWeight { get; }

    /// <summary>W_hh, <c>[gates·H, H]</c>, named <c>weight_hh</c>.</summary>
    public Parameter RecurrentWeight { get; }

    /// <summary>b_ih, <c>[gates·H]</c>, named <c>bias_ih</c>.</summary>
    public Parameter InputBias { get; }

    /// <summary>b_hh, <c>[gates·H]</c>, named <c>bias_hh</c>.</summary>
    public Parameter RecurrentBias { get; }

    internal RecurrentWeights Weights => new(InputWeight, RecurrentWeight, InputBias, RecurrentBias);

    private Parameter Add(string name, Shape shape, Initializer initializer, InitializationScope initialization) =>
        AddParameter(name, initialization.Create(name, shape, initializer));
}
