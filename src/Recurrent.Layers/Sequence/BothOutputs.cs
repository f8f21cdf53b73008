namespace Recurrent.Layers.Sequence;

/// <summary>What one layer gives in both directions.</summary>
/// <param name="Forward">From the first step to the last.</param>
/// <param name="Reverse">From each row's last valid step to its first.</param>
internal readonly record struct BothOutputs(UnitOutput Forward, UnitOutput Reverse);
