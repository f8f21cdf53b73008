using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.Layers.Basic;

/// <summary>Brings every row to mean 0 and variance 1, then scales and shifts each feature, as <c>torch.nn.LayerNorm</c>.</summary>
/// <remarks>y = (x − mean) / √(variance + ε) ⊙ w + b over the last axis; Ba, Kiros and Hinton, "Layer normalization", 2016.</remarks>
public sealed class LayerNorm : FeedForwardModule
{
    /// <summary>Makes a normalisation with w = 1 and b = 0.</summary>
    /// <param name="size">Features of a row, at least 1.</param>
    /// <param name="epsilon">Added to the variance, above 0; 1e-5 as in PyTorch.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1, or an epsilon not above 0.</exception>
    public LayerNorm(int size, double epsilon = 1e-5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epsilon);
        Epsilon = (float)epsilon;
        Weight = AddParameter("weight", new Parameter([.. Enumerable.Repeat(1f, size)], new Shape(size)));
        Bias = AddParameter("bias", new Parameter(new float[size], new Shape(size)));
    }

    /// <summary>ε.</summary>
    internal float Epsilon { get; }

    /// <summary>w, <c>[size]</c>, named <c>weight</c>.</summary>
    public Parameter Weight { get; }

    /// <summary>b, <c>[size]</c>, named <c>bias</c>.</summary>
    public Parameter Bias { get; }

    /// <inheritdoc/>
    public override int? InputSize => Weight.Shape.Length;

    /// <inheritdoc/>
    public override int? OutputSize => Weight.Shape.Length;

    /// <inheritdoc/>
    public override Tensor Run(Tape tape, Tensor input) => tape.LayerNorm(input, Weight, Bias, Epsilon);
}
