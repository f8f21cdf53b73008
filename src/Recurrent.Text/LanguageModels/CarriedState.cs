using Recurrent.Layers.Sequence;

namespace Recurrent.Text.LanguageModels;

/// <summary>The state that goes on from window to window of a text: two memories take turns, since a backward pass may still read the state before.</summary>
internal sealed class CarriedState
{
    private SequenceState? _earlier;

    /// <summary>The state before the next window; null at the start of the text.</summary>
    public SequenceState? Current { get; private set; }

    /// <summary>Takes the state after a window. The tape of the window before must be done with its backward pass.</summary>
    public void Take(SequenceState state) => (_earlier, Current) = (Current, state.DetachInto(_earlier));

    /// <summary>Begins anew.</summary>
    /// <param name="state">A state that others may keep; null for the start of a text.</param>
    public void Restart(SequenceState? state = null) => (_earlier, Current) = (null, state);
}
