using Recurrent.Tensors;

namespace Recurrent.Layers.Cells;

/// <summary>The state of a linear recurrent unit.</summary>
/// <param name="Hidden">h, <c>[B, H]</c>, the output; no step reads it.</param>
/// <param name="Memory">s, N complex numbers, their real parts and then their imaginary parts, <c>[B, 2N]</c>.</param>
public readonly record struct LruState(Tensor Hidden, Tensor Memory) : IRecurrentState<LruState>
{
    /// <inheritdoc/>
    public static int ComponentCount => 2;

    /// <inheritdoc/>
    public Tensor this[int index] => index switch
    {
        0 => Hidden,
        1 => Memory,
        _ => throw new ArgumentOutOfRangeException(nameof(index), index, "The state has two tensors, number 0 (hidden) and 1 (memory)."),
    };

    /// <inheritdoc/>
    public static LruState From(ReadOnlySpan<Tensor> components) => new(components[0], components[1]);
}
