using Recurrent.Layers.Cells;
using Recurrent.Tensors;

namespace Recurrent.Layers.Memory;

/// <summary>The state of a neural Turing machine; all of it is zero at the start.</summary>
/// <param name="Output">y, <c>[B, H]</c>; no step reads it.</param>
/// <param name="Hidden">h of the controller, <c>[B, H]</c>.</param>
/// <param name="Cell">c of the controller, <c>[B, H]</c>.</param>
/// <param name="Read">r, what was read, <c>[B, W]</c>.</param>
/// <param name="ReadWeights">Where it was read less 1 at the first slot, <c>[B, N]</c>: zeros stand for the first slot.</param>
/// <param name="WriteWeights">Where was written less 1 at the first slot, <c>[B, N]</c>.</param>
/// <param name="Memory">M, <c>[B, N · W]</c>, slot by slot.</param>
public readonly record struct NtmState(
    Tensor Output, Tensor Hidden, Tensor Cell, Tensor Read, Tensor ReadWeights, Tensor WriteWeights, Tensor Memory) : IRecurrentState<NtmState>
{
    /// <inheritdoc/>
    public static int ComponentCount => 7;

    /// <inheritdoc/>
    public Tensor this[int index] => index switch
    {
        0 => Output,
        1 => Hidden,
        2 => Cell,
        3 => Read,
        4 => ReadWeights,
        5 => WriteWeights,
        6 => Memory,
        _ => throw new ArgumentOutOfRangeException(nameof(index), index, "The state has seven tensors: 0 output, 1 hidden, 2 cell, 3 read, 4 read weights, 5 write weights, 6 memory."),
    };

    /// <inheritdoc/>
    public static NtmState From(ReadOnlySpan<Tensor> components) =>
        new(components[0], components[1], components[2], components[3], components[4], components[5], components[6]);
}
