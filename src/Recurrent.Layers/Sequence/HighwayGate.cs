using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.Layers.Sequence;

/// <summary>y = t ⊙ outputs + (1 − t) ⊙ input, t = σ(W input + b).</summary>
/// <param name="Weight">W, <c>[W, W]</c>.</param>
/// <param name="Bias">b, <c>[W]</c>.</param>
internal sealed record HighwayGate(Tensor Weight, Tensor Bias)
{
    /// <summary>Mixes what a layer gave out with what it read; any number of rows.</summary>
    public Tensor Mix(Tape tape, Tensor outputs, Tensor input)
    {
        Tensor transfer = tape.Sigmoid(tape.Linear(input, Weight, Bias));
        return tape.Add(input, tape.Multiply(transfer, tape.Subtract(outputs, input)));
    }
}
