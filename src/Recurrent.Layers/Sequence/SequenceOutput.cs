using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Sequence;

/// <summary>What a recurrent layer gives back: <c>(outputs, state) = layer.Run(tape, input, state)</c>.</summary>
/// <param name="Outputs">The last layer's hidden states, <c>[T, B, directions·H]</c>, 0 at padded steps; same lengths as the input.</param>
/// <param name="State">The state after each row's last valid step.</param>
public sealed record SequenceOutput(SequenceBatch Outputs, SequenceState State);
