namespace Recurrent.Layers.Sequence;

/// <summary>One layer's part of a live stream: its state and scratch memory.</summary>
internal abstract class StreamUnit
{
    /// <summary>Reads one step.</summary>
    /// <param name="input">I values.</param>
    /// <returns>The hidden state, H values, overwritten by the next call.</returns>
    public abstract ReadOnlySpan<float> Step(ReadOnlySpan<float> input);

    /// <summary>Back to the zero state.</summary>
    public abstract void Reset();

    /// <summary>One component of the state, H values, to read or to overwrite.</summary>
    public abstract Span<float> Component(int index);
}
