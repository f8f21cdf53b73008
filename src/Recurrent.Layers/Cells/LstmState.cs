using Recurrent.Tensors;

namespace Recurrent.Layers.Cells;

/// <summary>The state of an LSTM.</summary>
/// <param name="Hidden">h, <c>[B, H]</c>, which is also the output.</param>
/// <param name="Cell">c, <c>[B, H]</c>, the memory that the gates protect.</param>
public readonly record struct LstmState(Tensor Hidden, Tensor Cell) : IRecurrentState<LstmState>
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
    public static LstmState From(ReadOnlySpan<Tensor> components) => new(components[0], components[1]);
}
