using Recurrent.Tensors.Sequences;

namespace Recurrent.Training.Bptt;

/// <summary>Outputs that belong into the loss.</summary>
/// <param name="Start">The stream's step of the first output.</param>
/// <param name="Outputs">Outputs <c>[T′, B, D]</c> on the tape, with gradient.</param>
public readonly record struct BpttSegment(int Start, SequenceBatch Outputs);
