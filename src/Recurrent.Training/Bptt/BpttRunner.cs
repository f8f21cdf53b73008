using System.Collections.Immutable;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Training.Bptt;

/// <summary>Walks over contiguous streams window by window: carries the state, cuts the tape.</summary>
/// <remarks>All tensors of the carried state are detached, h and c alike, so no gradient ever leaves a window.</remarks>
public sealed class BpttRunner
{
    private const string StatePrefix = "state.";

    /// <summary>The state before the next window's first step; null at the start of the streams. Set it to null when new streams begin.</summary>
    public SequenceState? State { get; set; }

    /// <summary>Runs one window and moves on.</summary>
    /// <param name="tape">Where to compute.</param>
    /// <param name="window">From <see cref="BpttWindow.Of"/>, in order.</param>
    /// <param name="run">Runs the model over a part of the window; called up to three times.</param>
    /// <returns>The outputs the loss is taken over, from <see cref="BpttWindow.LossStart"/> to <see cref="BpttWindow.End"/>.</returns>
    public SequenceBatch Run(Tape tape, BpttWindow window, SegmentRunner run)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(run);
        SequenceBatch? lossPart = null;
        SequenceState? state = State, carried = State;
        int position = window.Start;
        if (position < window.GradientStart)
        {
            state = run(tape, position, window.GradientStart - position, state).State.Detach();
            position = window.GradientStart;
        }

        // A cut at the next window's start is where the state to carry can be had; the gradient passes through it.
        ReadOnlySpan<int> cuts = [window.NextStart, window.End];
        foreach (int cut in cuts)
        {
            if (cut > position)
            {
                SequenceOutput output = run(tape, position, cut - position, state);
                lossPart = Join(tape, lossPart, After(output.Outputs, window.LossStart - position));
                (state, position) = (output.State, cut);
            }

            if (cut == window.NextStart)
            {
                carried = state?.Detach();
            }
        }

        State = carried;
        return lossPart ?? throw new ArgumentException($"{window} has no steps; take windows from BpttWindow.Of.", nameof(window));
    }

    /// <summary>The carried state, for <see cref="ITrainingJob.SaveState"/>.</summary>
    /// <returns>One tensor per component; none at the start of the streams.</returns>
    public IReadOnlyDictionary<string, Tensor> SaveState() => (State?.Components ?? [])
        .Select((component, index) => (component, index))
        .ToDictionary(pair => StatePrefix + pair.index, pair => pair.component);

    /// <summary>Takes back what <see cref="SaveState"/> gave.</summary>
    /// <param name="saved">Tensors by name; others than the state's are ignored.</param>
    public void LoadState(IReadOnlyDictionary<string, Tensor> saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        var components = ImmutableArray.CreateBuilder<Tensor>();
        while (saved.TryGetValue(StatePrefix + components.Count, out Tensor? component))
        {
            components.Add(component);
        }

        State = components.Count == 0 ? null : new SequenceState(components.ToImmutable());
    }

    /// <summary>What remains of a piece after the steps that do not count; null when nothing does.</summary>
    private static SequenceBatch? After(SequenceBatch outputs, int skipped) => skipped <= 0 ? outputs : skipped >= outputs.Time ? null : new SequenceBatch(
        outputs.Values.Slice(skipped, outputs.Time - skipped),
        outputs.IsFull ? default : [.. outputs.Lengths.Select(length => Math.Max(0, length - skipped))]);

    private static SequenceBatch? Join(Tape tape, SequenceBatch? first, SequenceBatch? second)
    {
        if (first is null || second is null)
            return first ?? second;
        Tensor values = tape.Concat(0, first.Values, second.Values);
        return new SequenceBatch(values, first.IsFull && second.IsFull ? default : [.. Enumerable.Range(0, first.Batch).Select(row => first.LengthOf(row) + second.LengthOf(row))]);
    }
}
