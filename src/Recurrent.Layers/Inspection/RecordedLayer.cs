using Recurrent.Layers.Sequence;

namespace Recurrent.Layers.Inspection;

/// <summary>A layer that is no stack of recurrences, such as a transformer, and what it has read.</summary>
/// <param name="Path">Its place in the model.</param>
/// <param name="Layer">The layer.</param>
/// <param name="Sequences">Rows of at least two steps, the longest first.</param>
public sealed record RecordedLayer(string Path, SequenceLayer Layer, IReadOnlyList<RecordedSequence> Sequences);
