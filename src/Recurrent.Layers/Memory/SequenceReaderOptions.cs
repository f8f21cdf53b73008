using Recurrent.Layers.Sequence;

namespace Recurrent.Layers.Memory;

/// <summary>Sizes of a <see cref="SequenceReader"/>; <see cref="StoryReaderOptions.Hops"/> are its layers.</summary>
public sealed record SequenceReaderOptions : StoryReaderOptions
{
    /// <summary>The layer that reads the sentences: <c>lstm</c>, <c>gru</c>, <c>transformer</c> or another one of <see cref="SequenceLayers.BuiltIn"/>.</summary>
    /// <exception cref="ArgumentException">Set to none, or to white space.</exception>
    public required string Cell
    {
        get;
        init
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value);
            field = value;
        }
    }
}
