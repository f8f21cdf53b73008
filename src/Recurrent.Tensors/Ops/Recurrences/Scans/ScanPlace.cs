namespace Recurrent.Tensors.Ops.Recurrences.Scans;

/// <summary>The same values of up to four blocks.</summary>
/// <param name="Start">Where in the first block.</param>
/// <param name="Pitch">From one block to the next.</param>
/// <param name="Blocks">How many there are.</param>
/// <param name="Count">How many values, at most a vector.</param>
internal readonly record struct ScanPlace(int Start, int Pitch, int Blocks, int Count);
