namespace Recurrent.Tensors.Sequences;

/// <summary>What one direction of an LSTM layer gives back.</summary>
/// <param name="Outputs">h of every step, <c>[T, B, H]</c>; 0 at padded steps.</param>
/// <param name="Hidden">h after each row's last valid step, <c>[B, H]</c>.</param>
/// <param name="Cell">c after each row's last valid step, <c>[B, H]</c>.</param>
public readonly record struct LstmSequenceResult(Tensor Outputs, Tensor Hidden, Tensor Cell);
