using Recurrent.Tensors;

namespace Recurrent.Layers.Cells;

/// <summary>The state of one cell: a value made of tensors <c>[B, H]</c>.</summary>
/// <typeparam name="TSelf">The implementing type, a <c>readonly record struct</c>.</typeparam>
public interface IRecurrentState<TSelf>
    where TSelf : struct, IRecurrentState<TSelf>
{
    /// <summary>How many tensors the state has.</summary>
    static abstract int ComponentCount { get; }

    /// <summary>One tensor of the state, <c>[B, H]</c>; the hidden state is number 0.</summary>
    /// <param name="index">0 to <see cref="ComponentCount"/> − 1.</param>
    Tensor this[int index] { get; }

    /// <summary>Makes a state of tensors in the indexer's order.</summary>
    /// <param name="components"><see cref="ComponentCount"/> tensors <c>[B, H]</c>.</param>
    /// <returns>The state.</returns>
    static abstract TSelf From(ReadOnlySpan<Tensor> components);
}
