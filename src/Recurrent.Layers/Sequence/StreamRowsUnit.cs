namespace Recurrent.Layers.Sequence;

/// <summary>One layer's part of a batch of live streams: their states and scratch memory. Numbers are checked by the caller.</summary>
internal abstract class StreamRowsUnit
{
    /// <summary>Makes room for more streams; those there keep their states.</summary>
    public abstract void Grow(int capacity);

    /// <summary>One step of some streams.</summary>
    /// <param name="streams">N of them, none twice.</param>
    /// <param name="inputs"><c>[N, I]</c>.</param>
    /// <returns>The hidden states <c>[N, H]</c>: a copy, overwritten by the next call, that the caller may change.</returns>
    public abstract Span<float> Step(ReadOnlySpan<int> streams, ReadOnlySpan<float> inputs);

    /// <summary>Back to the zero state.</summary>
    public abstract void Reset(int stream);

    /// <summary>One component of a stream's state, to read or to overwrite.</summary>
    public abstract Span<float> Component(int index, int stream);
}
