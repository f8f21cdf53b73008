namespace Recurrent.Layers.Memory;

/// <summary>Sizes of a <see cref="QueryReduction"/>; <see cref="StoryReaderOptions.Hops"/> are its layers.</summary>
public sealed record QueryReductionOptions : StoryReaderOptions
{
    /// <summary>Whether a reset gate may take a sentence's candidate back; true by default.</summary>
    public bool HasReset { get; init; } = true;

    /// <summary>Whether gates have a value for every feature instead of one for a sentence; false by default.</summary>
    public bool HasVectorGates { get; init; }

    /// <summary>Whether all layers share their weights; true by default.</summary>
    public bool IsShared { get; init; } = true;
}
