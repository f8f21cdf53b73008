using Recurrent.Tensors;

namespace Recurrent.Layers.Cells;

/// <summary>The state of an RNN or a GRU.</summary>
/// <param name="Hidden">h, <c>[B, H]</c>, which is also the output.</param>
public readonly record struct HiddenState(Tensor Hidden) : IRecurrentState<HiddenState>
{
    /// <inheritdoc/>
    public static int ComponentCount => 1;

    /// <inheritdoc/>
    public Tensor this[int index] => index == 0
        ? Hidden
        : throw new ArgumentOutOfRangeException(nameof(index), index, "The state has one tensor, number 0.");

    /// <inheritdoc/>
    public static HiddenState From(ReadOnlySpan<Tensor> components) => new(components[0]);
}
