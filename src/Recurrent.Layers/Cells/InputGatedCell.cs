using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Cells;

/// <summary>Cells whose gates look at the input only, so that the products of all steps are one, and the loop over time touches single values.</summary>
/// <remarks>A state value never sees another one of the same layer; what they have to do with each other is the work of the next layer.</remarks>
public abstract class InputGatedCell : Module
{
    private protected InputGatedCell(RecurrentOptions options, CellGates gates, InitializationScope initialization)
    {
        InputSize = options.InputSize;
        HiddenSize = options.HiddenSize;
        var rows = new Shape(gates.Count * HiddenSize);
        InputWeight = Add("weight_ih", new Shape(rows[0], InputSize), options.Initialization.InputWeight(gates), initialization);
        InputBias = Add("bias_ih", rows, options.Initialization.InputBias(gates), initialization);
    }

    /// <summary>I, the features of a step.</summary>
    public int InputSize { get; }

    /// <summary>H, the width of the hidden state.</summary>
    public int HiddenSize { get; }

    /// <summary>W_ih, <c>[gates·H, I]</c>, named <c>weight_ih</c>; the gates' rows one block after the other.</summary>
    public Parameter InputWeight { get; }

    /// <summary>b_ih, <c>[gates·H]</c>, named <c>bias_ih</c>.</summary>
    public Parameter InputBias { get; }

    /// <summary>W x + b of all steps, <c>[T, B, gates·H]</c>.</summary>
    private protected SequenceBatch Gates(Tape tape, SequenceBatch input) => input.With(tape.Linear(input.Values, InputWeight, InputBias));

    private protected Parameter Add(string name, Shape shape, Initializer initializer, InitializationScope initialization) =>
        AddParameter(name, initialization.Create(name, shape, initializer));

    /// <summary>The rows of one gate, <c>[B, H]</c>.</summary>
    private protected Tensor Block(Tape tape, Tensor sums, int gate) => tape.Slice(sums, -1, gate * HiddenSize, HiddenSize);

    private protected Tensor Zeros(int batch) => Tensor.Zeros(new Shape(batch, HiddenSize));

    /// <summary>One step as a sequence of one.</summary>
    private protected static SequenceBatch Single(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new SequenceBatch(input.Reshape(new Shape(1, input.Shape[0], input.Shape[1])));
    }
}
