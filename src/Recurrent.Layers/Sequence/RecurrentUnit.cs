using Recurrent.Layers.Cells;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Sequence;

/// <summary>One layer of a stack in one direction: how its cell is run over time.</summary>
internal abstract class RecurrentUnit
{
    /// <summary>Holds the weights.</summary>
    public abstract Module Cell { get; }

    /// <summary>How it goes through time.</summary>
    public abstract LayerExecution Execution { get; }

    /// <summary>Runs over time.</summary>
    /// <param name="tape">Where results live and are recorded.</param>
    /// <param name="input"><c>[T, B, I]</c>.</param>
    /// <param name="initial">One tensor <c>[B, H]</c> per component; empty for the cell's zero state.</param>
    /// <param name="direction">Forward, or from each row's last valid step to its first.</param>
    public abstract UnitOutput Run(Tape tape, SequenceBatch input, ReadOnlySpan<Tensor> initial, SequenceDirection direction);

    /// <summary>Runs this unit forward and another of its kind in reverse over the same input.</summary>
    /// <param name="tape">Where results live and are recorded.</param>
    /// <param name="input"><c>[T, B, I]</c>.</param>
    /// <param name="reverse">The unit of the other direction.</param>
    /// <param name="initial">Where this unit starts, as in <see cref="Run"/>.</param>
    /// <param name="reverseInitial">Where the other unit starts.</param>
    public virtual BothOutputs RunBoth(Tape tape, SequenceBatch input, RecurrentUnit reverse, ReadOnlySpan<Tensor> initial, ReadOnlySpan<Tensor> reverseInitial) => new(
        Run(tape, input, initial, SequenceDirection.Forward),
        reverse.Run(tape, input, reverseInitial, SequenceDirection.Reverse));

    /// <summary>The state at the start, one constant <c>[B, H]</c> per component.</summary>
    public abstract Tensor[] ZeroState(int batch);

    /// <summary>The gates of the step that the cell would make; none where the cell does not show them.</summary>
    /// <param name="tape">Where results live.</param>
    /// <param name="input">x_t, <c>[B, I]</c>.</param>
    /// <param name="state">The state before the step, one tensor per component.</param>
    public virtual IReadOnlyList<CellActivation> Activations(Tape tape, Tensor input, ReadOnlySpan<Tensor> state) => [];

    /// <summary>Whether streams read the cell's own parameters at each step instead of a copy; such a unit is itself copied for them.</summary>
    public virtual bool StreamsReadParameters => false;

    /// <summary>A live stream over this unit's present weights.</summary>
    /// <exception cref="NotSupportedException">The weights cannot be kept in fewer bits.</exception>
    public abstract StreamUnit OpenStream(StreamOptions options);

    /// <summary>A batch of live streams over this unit's present weights, none of them there yet.</summary>
    /// <exception cref="NotSupportedException">The weights cannot be kept in fewer bits.</exception>
    public abstract StreamRowsUnit OpenStreams(StreamOptions options);
}
