namespace Recurrent.Layers.Sequence;

/// <summary>One live sequence over a layer's weights: it holds this stream's state and scratch memory and nothing else.</summary>
/// <remarks>Many streams share one layer's packed weights; each stream is used by one thread at a time. <see cref="Step"/> allocates nothing.</remarks>
public abstract class SequenceStream
{
    /// <summary>Reads one step and returns the output for it.</summary>
    /// <param name="input">The step's features, <see cref="SequenceLayer.InputSize"/> of them.</param>
    /// <returns>The output, <see cref="SequenceLayer.OutputSize"/> values, overwritten by the next call.</returns>
    /// <exception cref="ArgumentException">The number of features is not the layer's.</exception>
    public abstract ReadOnlySpan<float> Step(ReadOnlySpan<float> input);

    /// <summary>Back to the start of a sequence.</summary>
    public abstract void Reset();

    /// <summary>A copy of the state with B = 1, to be stored, cloned to another stream, or given to <see cref="SequenceLayer.Run"/>.</summary>
    /// <returns>The state after the last step.</returns>
    public abstract SequenceState SaveState();

    /// <summary>Continues from a state with B = 1.</summary>
    /// <param name="state">From <see cref="SaveState"/> or from <see cref="SequenceLayer.Run"/>.</param>
    /// <exception cref="ArgumentException">The state's shape is not this layer's.</exception>
    public abstract void RestoreState(SequenceState state);
}
