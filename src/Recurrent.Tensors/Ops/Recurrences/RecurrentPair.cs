namespace Recurrent.Tensors.Ops.Recurrences;

/// <summary>Both directions of a layer over one input.</summary>
/// <param name="Forward">From the first step to the last.</param>
/// <param name="Reverse">From each row's last valid step to its first.</param>
internal readonly record struct RecurrentPair(RecurrentSequenceOp Forward, RecurrentSequenceOp Reverse);
