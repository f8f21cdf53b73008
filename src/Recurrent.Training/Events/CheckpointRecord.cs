namespace Recurrent.Training.Events;

/// <summary>A checkpoint.</summary>
/// <param name="Step">Steps made so far.</param>
/// <param name="Folder">Where it is.</param>
public readonly record struct CheckpointRecord(long Step, string Folder);
