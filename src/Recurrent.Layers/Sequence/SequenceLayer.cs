using Recurrent.Layers.Inspection;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Sequence;

/// <summary>A layer that reads sequences and carries a state: RNN, LSTM, GRU and everything that can stand in their place.</summary>
public abstract class SequenceLayer : Module
{
    /// <summary>D of the input <c>[T, B, D]</c>.</summary>
    public abstract int InputSize { get; }

    /// <summary>D of the output <c>[T, B, D]</c>: H for one direction, 2H for two.</summary>
    public abstract int OutputSize { get; }

    /// <summary>What it consists of, layer by layer and direction by direction, to be looked at step by step; none by default.</summary>
    public virtual IReadOnlyList<Recurrence> Recurrences => [];

    /// <summary>Takes down what the whole layer reads; null when nobody wants to know.</summary>
    internal SequenceRecording? Recording { get; set; }

    /// <summary>Runs over whole sequences.</summary>
    /// <param name="tape">Where results live and are recorded.</param>
    /// <param name="input"><c>[T, B, <see cref="InputSize"/>]</c> with lengths.</param>
    /// <param name="state">Where to start, for the batch's B rows; null starts at zero. Batch size may change from call to call.</param>
    /// <returns>Outputs <c>[T, B, <see cref="OutputSize"/>]</c> and the state after each row's last valid step.</returns>
    /// <exception cref="ArgumentException">Features or state do not fit the layer.</exception>
    public abstract SequenceOutput Run(Tape tape, SequenceBatch input, SequenceState? state = null);

    /// <summary>Shows a <see cref="SequenceRecording"/> what is read; layers without <see cref="Recurrences"/> call it at the start of <see cref="Run"/>.</summary>
    /// <param name="input"><c>[T, B, D]</c> with lengths.</param>
    protected void Record(SequenceBatch input) => Recording?.Add(this, input);

    /// <summary>The state at the start of a sequence.</summary>
    /// <param name="batch">B, at least 0.</param>
    /// <returns>Zeros <c>[L·directions, B, H]</c>, one tensor per component.</returns>
    public abstract SequenceState ZeroState(int batch);

    /// <summary>A live stream at its start: one sequence, one step at a time, without allocation.</summary>
    /// <returns>A stream over this layer's present weights.</returns>
    /// <exception cref="NotSupportedException">The layer needs the end of the sequence first (it is bidirectional).</exception>
    public abstract SequenceStream OpenStream();

    /// <summary>A live stream at its start whose steps use at most so many threads.</summary>
    /// <param name="threads">
    /// 1 keeps every step on the calling thread; 0 takes one per core where a layer's weights are large enough (1 MiB) to gain by it.
    /// The results are the same bits.
    /// </param>
    /// <returns>A stream over this layer's present weights.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is negative.</exception>
    /// <exception cref="NotSupportedException">The layer needs the end of the sequence first (it is bidirectional).</exception>
    public virtual SequenceStream OpenStream(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        return OpenStream();
    }

    /// <summary>A live stream at its start whose steps run as asked for.</summary>
    /// <param name="options">Threads, and how many bits the stream's copy of the weights has.</param>
    /// <returns>A stream over this layer's present weights.</returns>
    /// <exception cref="ArgumentException">The weights are to be kept in fewer bits and are not finite.</exception>
    /// <exception cref="NotSupportedException">
    /// The layer needs the end of the sequence first (it is bidirectional), or it cannot keep its weights in fewer bits.
    /// </exception>
    public virtual SequenceStream OpenStream(StreamOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Weights == WeightPrecision.Single
            ? OpenStream(options.Threads)
            : throw new NotSupportedException($"A {GetType().Name} has streams over float32 weights only, not over {options.Weights}.");
    }

    /// <summary>A batch of live streams that make their steps together, none of them there yet.</summary>
    /// <param name="options">Threads, and how many bits the streams' copy of the weights has; null for the defaults.</param>
    /// <returns>A batch over this layer's present weights.</returns>
    /// <exception cref="ArgumentException">The weights are to be kept in fewer bits and are not finite.</exception>
    /// <exception cref="NotSupportedException">
    /// The layer needs the end of the sequence first (it is bidirectional), it cannot keep its weights in fewer bits, or it has no batches.
    /// </exception>
    public virtual SequenceStreamBatch OpenStreams(StreamOptions? options = null) =>
        throw new NotSupportedException($"A {GetType().Name} has no batches of streams; open a stream for each with OpenStream.");
}
