using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.Layers.Attention;

/// <summary>What a query may look at, made ready once by <see cref="SequenceAttention.Prepare"/> and read at every step.</summary>
/// <param name="Values">h, the steps of every row, <c>[B, S, D]</c>; 0 in the padding.</param>
/// <param name="Keys">What queries are compared with, <c>[B, S, A]</c>.</param>
/// <param name="Mask">1 at valid steps and 0 in the padding, <c>[B, 1, S]</c>.</param>
public sealed record AttentionMemory(Tensor Values, Tensor Keys, Tensor Mask)
{
    /// <summary>B, the number of rows.</summary>
    public int Batch => Values.Shape[0];

    /// <summary>S, the steps of the longest row.</summary>
    public int Steps => Values.Shape[1];

    /// <summary>A copy without gradient that outlives the tape's step.</summary>
    /// <returns>A memory of constants.</returns>
    public AttentionMemory Detach() => new(Values.Detach(), Keys.Detach(), Mask.Detach());

    /// <summary>Some rows only, in the order given: when rows of a batch are finished before others.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="rows">Row numbers from 0 to B − 1; repeats are allowed. Kept until the step ends.</param>
    /// <returns>A memory of those rows.</returns>
    /// <exception cref="ArgumentException">There is no such row.</exception>
    public AttentionMemory SelectRows(Tape tape, ReadOnlyMemory<int> rows) =>
        new(tape.SelectRows(Values, rows), tape.SelectRows(Keys, rows), tape.SelectRows(Mask, rows));
}
