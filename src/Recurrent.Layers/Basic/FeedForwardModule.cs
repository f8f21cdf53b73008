using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;

namespace Recurrent.Layers.Basic;

/// <summary>A module that maps features to features and remembers nothing: every leading axis counts as rows.</summary>
public abstract class FeedForwardModule : Module
{
    /// <summary>I of the input <c>[…, I]</c>; null when the module takes any.</summary>
    public abstract int? InputSize { get; }

    /// <summary>O of the output <c>[…, O]</c>; null when it is the input's.</summary>
    public abstract int? OutputSize { get; }

    /// <summary>Maps every row.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input"><c>[…, I]</c>, such as <c>[B, I]</c> or <c>[T, B, I]</c>.</param>
    /// <returns><c>[…, O]</c>.</returns>
    /// <exception cref="ArgumentException">The last axis is not I.</exception>
    public abstract Tensor Run(Tape tape, Tensor input);
}
