using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Attention;

/// <summary>Attention of queries over the valid steps of a sequence: α = softmax(score(q, h)), context = Σ_s α_s h_s.</summary>
/// <remarks>
/// The padding contract of <see cref="SequenceBatch"/> holds: what stands in the padding, even NaN, changes nothing. A query's result does not
/// depend on the other queries, so all steps of a decoder may be asked at once or one after another.
/// </remarks>
public abstract class SequenceAttention : Module
{
    private protected SequenceAttention(int querySize, int valueSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(querySize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(valueSize, 1);
        (QuerySize, ValueSize) = (querySize, valueSize);
    }

    /// <summary>Q, the width of a query.</summary>
    public int QuerySize { get; }

    /// <summary>D, the width of a value.</summary>
    public int ValueSize { get; }

    /// <summary>Whether scores may depend on how much every step has been looked at before.</summary>
    public abstract bool HasCoverage { get; }

    /// <summary>Computes the keys, which are the same for every query.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="values">h, <c>[S, B, D]</c> with lengths, such as the outputs of an encoder.</param>
    /// <returns>What <see cref="Run"/> reads.</returns>
    /// <exception cref="ArgumentException">The values are not D wide.</exception>
    public AttentionMemory Prepare(Tape tape, SequenceBatch values)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Features != ValueSize)
            throw new ArgumentException($"Attention got values {values.Values.Shape}; expected [S, B, D] with D = {ValueSize}.", nameof(values));
        Tensor mask = tape.SequenceMask(values);
        Tensor clean = values.IsFull ? values.Values : tape.MaskFill(values.Values, mask.Reshape(new Shape(values.Time, values.Batch, 1)), 0);
        Tensor rows = tape.Permute(clean, 1, 0, 2);
        return new AttentionMemory(rows, Keys(tape, rows), tape.Permute(mask, 1, 0).Reshape(new Shape(values.Batch, 1, values.Time)));
    }

    /// <summary>Looks.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="queries">q, M of them for each row: <c>[B, M, Q]</c>.</param>
    /// <param name="memory">From <see cref="Prepare"/>, with as many rows.</param>
    /// <param name="coverage">Sum of the weights of all earlier looks, <c>[B, M, S]</c>; null for none yet. Used by attention with coverage only.</param>
    /// <returns>Contexts and weights.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public AttentionOutput Run(Tape tape, Tensor queries, AttentionMemory memory, Tensor? coverage = null)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(memory);
        Check(queries.Shape, memory, coverage);
        Tensor weights = tape.Softmax(Scores(tape, queries, memory, coverage), memory.Mask);
        return new AttentionOutput(tape.MatMul(weights, memory.Values), weights);
    }

    /// <summary>What queries are compared with. <c>[B, S, A]</c></summary>
    private protected abstract Tensor Keys(Tape tape, Tensor values);

    /// <summary>How well every step fits every query. <c>[B, M, S]</c></summary>
    private protected abstract Tensor Scores(Tape tape, Tensor queries, AttentionMemory memory, Tensor? coverage);

    private void Check(Shape queries, AttentionMemory memory, Tensor? coverage)
    {
        if (queries.Rank != 3 || queries[0] != memory.Batch || queries[2] != QuerySize)
            throw new ArgumentException($"Attention got queries {queries}; expected [B, M, Q] with B = {memory.Batch} and Q = {QuerySize}.", nameof(queries));
        if (coverage is not null && coverage.Shape != new Shape(queries[0], queries[1], memory.Steps))
            throw new ArgumentException($"Attention got a coverage {coverage.Shape}; expected [B, M, S] = {new Shape(queries[0], queries[1], memory.Steps)}.", nameof(coverage));
    }
}
