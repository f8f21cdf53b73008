namespace Recurrent.Layers.Sequence;

/// <summary>Many live sequences over one layer's weights that make their steps together: one product per layer instead of one per stream.</summary>
/// <remarks>
/// Streams come and go, and each call of <see cref="Step"/> advances only those that have a new input. Every stream gets the bits that a
/// <see cref="SequenceStream"/> of its own would give (a cell of your own: at least the numbers to rounding), whatever the others and the number of threads. A batch is used by one thread at a time;
/// <see cref="Step"/> allocates nothing (a layer of <see cref="RecurrentLayer{TCell, TState}"/>: a few small objects).
/// </remarks>
public abstract class SequenceStreamBatch
{
    /// <summary>How many streams there are.</summary>
    public abstract int Count { get; }

    /// <summary>Adds a stream at the start of a sequence.</summary>
    /// <returns>
    /// The stream's number, by which the other methods know it: the lowest that is free, so the numbers of removed streams are given out again.
    /// </returns>
    public abstract int Add();

    /// <summary>Removes a stream; the others keep their numbers.</summary>
    /// <param name="stream">From <see cref="Add"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such stream.</exception>
    public abstract void Remove(int stream);

    /// <summary>Brings a stream back to the start of a sequence.</summary>
    /// <param name="stream">From <see cref="Add"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such stream.</exception>
    public abstract void Reset(int stream);

    /// <summary>One step of each stream named, and of no other.</summary>
    /// <param name="streams">N numbers from <see cref="Add"/> in any order, none twice.</param>
    /// <param name="inputs">Their features <c>[N, <see cref="SequenceLayer.InputSize"/>]</c>, stream after stream in the order of <paramref name="streams"/>.</param>
    /// <returns>Their outputs <c>[N, <see cref="SequenceLayer.OutputSize"/>]</c> in the same order, overwritten by the next call.</returns>
    /// <exception cref="ArgumentException">The number of features does not fit, or a stream is named twice; no state has changed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such stream; no state has changed.</exception>
    public abstract ReadOnlySpan<float> Step(ReadOnlySpan<int> streams, ReadOnlySpan<float> inputs);

    /// <summary>A copy of the states of some streams, to be stored, given to another batch or stream, or to <see cref="SequenceLayer.Run"/>.</summary>
    /// <param name="streams">From <see cref="Add"/>, in any order.</param>
    /// <returns>A state with one row for each stream, in their order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such stream.</exception>
    public abstract SequenceState SaveState(params ReadOnlySpan<int> streams);

    /// <summary>Lets some streams continue from a state.</summary>
    /// <param name="streams">From <see cref="Add"/>, none twice.</param>
    /// <param name="state">One row for each of them, from <c>SaveState</c> or from <see cref="SequenceLayer.Run"/>.</param>
    /// <exception cref="ArgumentException">The state's shape is not this layer's with so many rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such stream.</exception>
    public abstract void RestoreState(ReadOnlySpan<int> streams, SequenceState state);
}
