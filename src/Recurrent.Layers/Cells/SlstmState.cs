using Recurrent.Tensors;

namespace Recurrent.Layers.Cells;

/// <summary>The state of an sLSTM.</summary>
/// <param name="Hidden">h, <c>[B, H]</c>, which is also the output.</param>
/// <param name="Cell">c, <c>[B, H]</c>, divided by e^m.</param>
/// <param name="Normalizer">n, <c>[B, H]</c>, divided by e^m; above 0 but before the first step.</param>
/// <param name="Stabilizer">m, <c>[B, H]</c>, the logarithm that c and n are divided by.</param>
public readonly record struct SlstmState(Tensor Hidden, Tensor Cell, Tensor Normalizer, Tensor Stabilizer) : IRecurrentState<SlstmState>
{
    /// <inheritdoc/>
    public static int ComponentCount => 4;

    /// <inheritdoc/>
    public Tensor this[int index] => index switch
    {
        0 => Hidden,
        1 => Cell,
        2 => Normalizer,
        3 => Stabilizer,
        _ => throw new ArgumentOutOfRangeException(nameof(index), index, "The state has four tensors, number 0 (hidden), 1 (cell), 2 (normalizer), 3 (stabilizer)."),
    };

    /// <inheritdoc/>
    public static SlstmState From(ReadOnlySpan<Tensor> components) => new(components[0], components[1], components[2], components[3]);
}
