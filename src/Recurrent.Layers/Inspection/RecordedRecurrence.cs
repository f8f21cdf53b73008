namespace Recurrent.Layers.Inspection;

/// <summary>A recurrence of a model and what it has read.</summary>
/// <param name="Path">Its place: the layer's path in the model and its name there, such as <c>encoder.l0_reverse</c>.</param>
/// <param name="Recurrence">The recurrence.</param>
/// <param name="Sequences">Rows of at least two steps, the longest first.</param>
public sealed record RecordedRecurrence(string Path, Recurrence Recurrence, IReadOnlyList<RecordedSequence> Sequences);
