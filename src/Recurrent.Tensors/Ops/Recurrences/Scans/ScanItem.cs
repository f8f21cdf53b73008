namespace Recurrent.Tensors.Ops.Recurrences.Scans;

/// <summary>What goes through time together.</summary>
/// <param name="Row">The row.</param>
/// <param name="First">The first value within H.</param>
/// <param name="Count">How many values.</param>
internal readonly record struct ScanItem(int Row, int First, int Count);
