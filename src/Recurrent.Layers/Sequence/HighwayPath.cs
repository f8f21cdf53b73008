using Recurrent.Layers.Initialization;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.Layers.Sequence;

/// <summary>The path around a layer with a gate: y = t ⊙ layer(x) + (1 − t) ⊙ x, t = σ(W x + b).</summary>
/// <remarks>Srivastava, Greff and Schmidhuber, "Training very deep networks", NIPS 2015, equation 3; b starts at −1, so that more is carried than changed.</remarks>
internal sealed class HighwayPath : Module
{
    private const double FirstBias = -1;

    public HighwayPath(int size, InitializationScope scope)
    {
        Weight = AddParameter("weight_highway", scope.Create("weight_highway", new Shape(size, size), new GlorotUniform()));
        Bias = AddParameter("bias_highway", scope.Create("bias_highway", new Shape(size), new Constant(FirstBias)));
    }

    public Parameter Weight { get; }

    public Parameter Bias { get; }

    /// <summary>What the layer gives out and what it read, mixed; any number of rows.</summary>
    public Tensor Mix(Tape tape, Tensor outputs, Tensor input)
    {
        Tensor transfer = tape.Sigmoid(tape.Linear(input, Weight, Bias));
        return tape.Add(input, tape.Multiply(transfer, tape.Subtract(outputs, input)));
    }
}
