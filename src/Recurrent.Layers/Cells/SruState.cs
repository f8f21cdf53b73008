using Recurrent.Tensors;

namespace Recurrent.Layers.Cells;

/// <summary>The state of a simple recurrent unit.</summary>
/// <param name="Hidden">h, <c>[B, H]</c>, the output; no step reads it.</param>
/// <param name="Cell">c, <c>[B, H]</c>, what the unit remembers.</param>
public readonly record struct SruState(Tensor Hidden, Tensor Cell) : IRecurrentState<SruState>
{
    /// <inheritdoc/>
    public static int ComponentCount => 2;

    /// <inheritdoc/>
    public Tensor this[int index] => index switch
    {
        0 => Hidden,
        1 => Cell,
        _ => throw new ArgumentOutOfRangeException(nameof(index), index, "The state has two tensors, number 0 (hidden) and 1 (cell)."),
    };

    /// <inheritdoc/>
    public static SruState From(ReadOnlySpan<Tensor> components) => new(components[0], components[1]);
}
