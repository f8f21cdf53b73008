using Recurrent.Layers.Initialization;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.Layers.Basic;

/// <summary>An affine map, as <c>torch.nn.Linear</c>.</summary>
/// <remarks>y = x Wᵀ + b.</remarks>
public sealed class Linear : FeedForwardModule
{
    /// <summary>Makes a map with weights of its own: Glorot-uniform weights, bias 0.</summary>
    /// <param name="inputSize">I, at least 1.</param>
    /// <param name="outputSize">O, at least 1.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    /// <param name="hasBias">Whether there is a b; true by default.</param>
    /// <param name="weights">Another start for the weights.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1.</exception>
    public Linear(int inputSize, int outputSize, InitializationScope initialization, bool hasBias = true, Initializer? weights = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputSize, 1);
        Weight = AddParameter("weight", initialization.Create("weight", new Shape(outputSize, inputSize), weights ?? new GlorotUniform()));
        Bias = hasBias ? AddParameter("bias", initialization.Create("bias", new Shape(outputSize), Initializer.Zeros)) : null;
    }

    /// <summary>Makes a map over parameters that exist: for tied weights, such as an output layer that shares the embedding's.</summary>
    /// <param name="weight">W, <c>[O, I]</c>.</param>
    /// <param name="bias">b, <c>[O]</c>; null for none.</param>
    /// <exception cref="ArgumentException">The shapes are not <c>[O, I]</c> and <c>[O]</c>.</exception>
    public Linear(Parameter weight, Parameter? bias)
    {
        ArgumentNullException.ThrowIfNull(weight);
        if (weight.Shape.Rank != 2 || (bias is not null && bias.Shape != new Shape(weight.Shape[0])))
        {
            throw new ArgumentException($"Got a weight {weight.Shape} and a bias {bias?.Shape.ToString() ?? "none"}; expected [O, I] and [O].", nameof(weight));
        }

        Weight = AddParameter("weight", weight);
        Bias = bias is null ? null : AddParameter("bias", bias);
    }

    /// <summary>W, <c>[O, I]</c>, named <c>weight</c>.</summary>
    public Parameter Weight { get; }

    /// <summary>b, <c>[O]</c>, named <c>bias</c>; null when there is none.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    public override int? InputSize => Weight.Shape[1];

    /// <inheritdoc/>
    public override int? OutputSize => Weight.Shape[0];

    /// <inheritdoc/>
    public override Tensor Run(Tape tape, Tensor input) => tape.Linear(input, Weight, Bias);
}
