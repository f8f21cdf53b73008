using Recurrent.Tensors;

namespace Recurrent.Layers.Cells;

/// <summary>The state of an mLSTM.</summary>
/// <param name="Hidden">h, <c>[B, H]</c>, the output; no step reads it.</param>
/// <param name="Memory">C divided by e^m, a matrix of keys times values for each head, <c>[B, H²/K]</c>.</param>
/// <param name="Normalizer">n, <c>[B, H]</c>, divided by e^m.</param>
/// <param name="Stabilizer">m, <c>[B, K]</c>, the logarithm that C and n are divided by.</param>
public readonly record struct MlstmState(Tensor Hidden, Tensor Memory, Tensor Normalizer, Tensor Stabilizer) : IRecurrentState<MlstmState>
{
    /// <inheritdoc/>
    public static int ComponentCount => 4;

    /// <inheritdoc/>
    public Tensor this[int index] => index switch
    {
        0 => Hidden,
        1 => Memory,
        2 => Normalizer,
        3 => Stabilizer,
        _ => throw new ArgumentOutOfRangeException(nameof(index), index, "The state has four tensors, number 0 (hidden), 1 (memory), 2 (normalizer), 3 (stabilizer)."),
    };

    /// <inheritdoc/>
    public static MlstmState From(ReadOnlySpan<Tensor> components) => new(components[0], components[1], components[2], components[3]);
}
